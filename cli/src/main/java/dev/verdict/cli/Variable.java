package dev.verdict.cli;

/** Variables of the environment that commands look at, as {@code VERDICT_name} or {@code CERBOS_name}. */
enum Variable {
    CONFIG,
    LOG_LEVEL,
    HC_KIND,
    HC_HOSTPORT,
    HC_CACERT,
    HC_NOTLS,
    HC_INSECURE,
    HC_TIMEOUT
}
