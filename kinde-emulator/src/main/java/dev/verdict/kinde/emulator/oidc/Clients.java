package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.http.Origins;
import dev.verdict.kinde.emulator.state.Directory;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which clients are who they say they are. */
final class Clients {
    private final Directory directory;

    Clients(Directory directory) {
        this.directory = directory;
    }

    /** The application with this id and secret. */
    Optional<Application> authenticated(@Nullable ClientAuthentication authentication) {
        if (!(authentication instanceof PlainClientSecret given)) {
            return Optional.empty();
        }
        return directory
                .application(given.getClientID().getValue())
                .filter(application -> application.clientSecret() != null
                        && new Secret(application.clientSecret()).equals(given.getClientSecret()));
    }

    /** The authenticated application, or the public one that only says its id. */
    Optional<Application> known(@Nullable ClientAuthentication authentication, @Nullable ClientID id) {
        if (authentication != null) {
            return authenticated(authentication);
        }
        return id == null
                ? Optional.empty()
                : directory.application(id.getValue()).filter(application -> application.clientSecret() == null);
    }

    /** Whether a browser may be sent there: to a registered address, or to this machine. */
    static boolean mayRedirect(Application application, URI target) {
        return application.redirectUris().contains(target.toString()) || Origins.isLoopback(target);
    }
}
