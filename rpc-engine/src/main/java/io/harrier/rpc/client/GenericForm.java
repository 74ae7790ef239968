package io.harrier.rpc.client;

import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.generic.JsonMethodSerializer;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.generic.JsonPayloadSerializer;
import io.harrier.rpc.serialize.generic.MapMethodSerializer;
import io.harrier.rpc.serialize.generic.RawMethodSerializer;

/** How a caller without classes holds its values, and what they travel as. For any thread. */
abstract class GenericForm {
    private final String name;

    private GenericForm(String name) {
        this.name = name;
    }

    static GenericForm maps() {
        return new GenericForm("map") {
            @Override
            MethodSerializer serializer(MethodSchema method) {
                return new MapMethodSerializer(method);
            }
        };
    }

    static GenericForm bytes() {
        return new GenericForm("bytes") {
            @Override
            MethodSerializer serializer(MethodSchema method) {
                return RawMethodSerializer.INSTANCE;
            }
        };
    }

    static GenericForm json(JsonOptions options) {
        return new Json(options);
    }

    /** Texts as they are, to peers that can read them; to others as by {@link #json}. */
    static GenericForm jsonAsItIs() {
        return new Json(JsonOptions.DEFAULT) {
            @Override
            GenericKeys keys(MethodSchema method, ClientOptions options) {
                return GenericKeys.of(
                        "json", JsonPayloadSerializer.CODEC, new JsonPayloadSerializer(method));
            }
        };
    }

    /** Of payloads that every peer reads. */
    abstract MethodSerializer serializer(MethodSchema method);

    /** What Harrier peers are told, and get. */
    GenericKeys keys(MethodSchema method, ClientOptions options) {
        return GenericKeys.of(name, options.protocol().codec(), null);
    }

    private static class Json extends GenericForm {
        private final JsonOptions options;

        Json(JsonOptions options) {
            super("json");
            this.options = options;
        }

        @Override
        final MethodSerializer serializer(MethodSchema method) {
            return JsonMethodSerializer.of(method, options);
        }
    }
}
