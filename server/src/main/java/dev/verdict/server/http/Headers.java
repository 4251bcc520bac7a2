package dev.verdict.server.http;

import io.vertx.core.http.HttpHeaders;

/** Names and values of headers, made once. */
final class Headers {
    static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
    static final CharSequence PROMETHEUS_TEXT = HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");
    static final CharSequence NO_SNIFF_NAME = HttpHeaders.createOptimized("X-Content-Type-Options");
    static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    static final CharSequence GATEWAY_VERSION = HttpHeaders.createOptimized("Grpc-Metadata-Cerbos-Version");
    static final CharSequence GATEWAY_CONTENT_TYPE = HttpHeaders.createOptimized("Grpc-Metadata-Content-Type");
    static final CharSequence APPLICATION_GRPC = HttpHeaders.createOptimized("application/grpc");
    static final CharSequence DATE = HttpHeaders.createOptimized("Date");
    static final CharSequence CONNECTION = HttpHeaders.createOptimized("Connection");
    static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
    static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
    static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    static final CharSequence VARY_PREFLIGHT =
            HttpHeaders.createOptimized("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    static final CharSequence ALLOW_ORIGIN = HttpHeaders.createOptimized("Access-Control-Allow-Origin");
    static final CharSequence ALLOW_METHODS = HttpHeaders.createOptimized("Access-Control-Allow-Methods");
    static final CharSequence ALLOW_HEADERS = HttpHeaders.createOptimized("Access-Control-Allow-Headers");
    static final CharSequence ANY = HttpHeaders.createOptimized("*");

    private Headers() {}
}
