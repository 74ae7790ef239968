package io.harrier.rpc.resilience;

import io.harrier.rpc.call.Place;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.List;

/** Methods without arguments. */
final class Places {
    private static final StructSchema NOTHING = new StructSchema("", List::of);

    private Places() {}

    static Place server(String service, String method) {
        return place(Place.Side.SERVER, service, new MethodSchema(method, NOTHING, NOTHING));
    }

    static Place client(String service, String method) {
        return place(Place.Side.CLIENT, service, new MethodSchema(method, NOTHING, NOTHING));
    }

    static Place idempotent(String service, String method) {
        return place(
                Place.Side.CLIENT,
                service,
                new MethodSchema(method, NOTHING, NOTHING).asIdempotent());
    }

    private static Place place(Place.Side side, String service, MethodSchema method) {
        return new Place(side, new ServiceSchema(service, List.of(method)), method);
    }
}
