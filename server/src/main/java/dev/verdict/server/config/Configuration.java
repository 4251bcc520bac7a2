package dev.verdict.server.config;

import java.util.Objects;

/** All settings of a decision point. Immutable; code can build what a file can say. */
public record Configuration(
        ServerSettings server,
        EngineSettings engine,
        SchemaSettings schema,
        AuxDataSettings auxData,
        StorageSettings storage) {
    public Configuration {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(auxData, "auxData");
        Objects.requireNonNull(storage, "storage");
    }

    /** The built-in defaults with the policies of {@code storage}. */
    public static Configuration of(StorageSettings storage) {
        return new Configuration(
                ServerSettings.DEFAULT,
                EngineSettings.DEFAULT,
                SchemaSettings.DEFAULT,
                AuxDataSettings.DEFAULT,
                storage);
    }

    /** The same settings with another {@code server} section. */
    public Configuration withServer(ServerSettings settings) {
        return new Configuration(settings, engine, schema, auxData, storage);
    }

    /** The same settings with another {@code auxData} section. */
    public Configuration withAuxData(AuxDataSettings settings) {
        return new Configuration(server, engine, schema, settings, storage);
    }

    /** The same settings with another {@code storage} section. */
    public Configuration withStorage(StorageSettings settings) {
        return new Configuration(server, engine, schema, auxData, settings);
    }
}
