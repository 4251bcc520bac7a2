package dev.verdict.server.net;

import dev.verdict.server.config.ServerSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contents of the certificate and key files at one moment. */
final class TlsFiles {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private final ServerSettings.Tls source;
    private final byte[] certificate;
    private final byte[] key;
    private final byte @Nullable [] clientCa;

    private TlsFiles(ServerSettings.Tls source, byte[] certificate, byte[] key, byte @Nullable [] clientCa) {
        this.source = source;
        this.certificate = certificate;
        this.key = key;
        this.clientCa = clientCa;
    }

    /**
     * Reads the files.
     *
     * @throws IOException with a message that names the file
     */
    static TlsFiles read(ServerSettings.Tls tls) throws IOException {
        Path ca = tls.clientCa();
        return new TlsFiles(
                tls,
                bytes("certificate", tls.certificate()),
                bytes("key", tls.key()),
                ca == null ? null : bytes("client authority", ca));
    }

    private static byte[] bytes(String what, Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("the TLS " + what + " file `" + file + "` does not exist", e);
        } catch (IOException e) {
            throw new IOException("the TLS " + what + " file `" + file + "` cannot be read", e);
        }
    }

    boolean hasSameContents(TlsFiles other) {
        return Arrays.equals(certificate, other.certificate)
                && Arrays.equals(key, other.key)
                && Arrays.equals(clientCa, other.clientCa);
    }

    /**
     * Tries the files out.
     *
     * @throws ServerStartException if they cannot be used; the message names what is wrong
     */
    void check(Vertx vertx) {
        boolean fits;
        try {
            fits = TlsPair.fits(keyAndCertificate().getKeyManagerFactory(vertx));
            PemTrustOptions trust = trust();
            if (trust != null) {
                trust.getTrustManagerFactory(vertx);
            }
        } catch (Exception e) {
            throw new ServerStartException("the TLS files cannot be used: " + e.getMessage(), e);
        }
        if (!fits) {
            throw new ServerStartException("the TLS files cannot be used: the key `" + source.key()
                    + "` does not belong to the certificate `" + source.certificate() + "`");
        }
    }

    /** Turns TLS on for a port that is not open yet. */
    void applyTo(HttpServerOptions options) {
        options.setSsl(true).setUseAlpn(true).setKeyCertOptions(keyAndCertificate());
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        for (String suite : SUITES) {
            options.addEnabledCipherSuite(suite);
        }
        PemTrustOptions trust = trust();
        if (trust != null) {
            options.setTrustOptions(trust).setClientAuth(ClientAuth.REQUEST);
        }
    }

    /** The settings for the new connections of an open port. */
    ServerSSLOptions options() {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(keyAndCertificate());
        options.setUseAlpn(true);
        options.setApplicationLayerProtocols(List.of("h2", "http/1.1"));
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        for (String suite : SUITES) {
            options.addEnabledCipherSuite(suite);
        }
        PemTrustOptions trust = trust();
        if (trust != null) {
            options.setTrustOptions(trust);
            options.setClientAuth(ClientAuth.REQUEST);
        }
        return options;
    }

    private PemKeyCertOptions keyAndCertificate() {
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate)).addKeyValue(Buffer.buffer(key));
    }

    private @Nullable PemTrustOptions trust() {
        byte[] ca = clientCa;
        return ca == null ? null : new PemTrustOptions().addCertValue(Buffer.buffer(ca));
    }
}
