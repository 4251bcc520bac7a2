package dev.verdict.kinde.emulator.junit;

import dev.verdict.kinde.emulator.EmulatorOptions;
import dev.verdict.kinde.emulator.KindeEmulator;
import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link KindeEmulator} with the data of Paperwise: one for each test class, reset before each test, closed
 * behind the last one.
 *
 * <pre>{@code
 * @ExtendWith(KindeEmulatorExtension.class)
 * class AccessTest {
 *     @Test
 *     void editorsMayEdit(KindeEmulator kinde) { ... }
 * }
 * }</pre>
 */
public final class KindeEmulatorExtension implements ParameterResolver, BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(KindeEmulatorExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        KindeEmulator running = store(context).get(KindeEmulator.class, KindeEmulator.class);
        if (running != null) {
            running.reset();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KindeEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).computeIfAbsent(KindeEmulator.class, type -> start(), KindeEmulator.class);
    }

    /** The store of the outermost test class; it closes what is in it. */
    private static Store store(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getParent().isPresent()
                && outermost.getParent().get().getTestClass().isPresent()) {
            outermost = outermost.getParent().get();
        }
        return outermost.getStore(NAMESPACE);
    }

    private static KindeEmulator start() {
        try {
            return KindeEmulator.start(EmulatorOptions.DEFAULT);
        } catch (IOException e) {
            throw new ParameterResolutionException("the emulator of Kinde does not start", e);
        }
    }
}
