// Makes the calls that come as JSON on standard input through one of the SDKs and prints what each returned or threw.
// Usage: node run.mjs grpc|http TARGET
import { GRPC } from "@cerbos/grpc";
import { HTTP } from "@cerbos/http";

const [kind, target] = process.argv.slice(2);

function open(options) {
  return kind === "grpc" ? new GRPC(target, { tls: false, ...options }) : new HTTP(target, options);
}

function plain(value) {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === "cerbosCallId" ? undefined : item)) ?? "null");
}

function failure(error) {
  return plain({
    error: error.constructor.name,
    code: error.code,
    details: error.details,
    message: error.message,
    validationErrors: error.validationErrors,
  });
}

async function make(call) {
  const client = open(call.options ?? {});
  try {
    const result = await client[call.method](...(call.arguments ?? []));
    return call.shape ? Object.keys(result).sort().map((key) => `${key}: ${typeof result[key]}`) : plain(result);
  } catch (error) {
    return failure(error);
  } finally {
    client.close?.();
  }
}

let input = "";
for await (const chunk of process.stdin) {
  input += chunk;
}
const results = {};
for (const call of JSON.parse(input)) {
  results[call.name] = await make(call);
}
console.log(JSON.stringify(results));
