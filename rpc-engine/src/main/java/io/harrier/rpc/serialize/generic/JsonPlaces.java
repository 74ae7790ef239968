package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.serialize.ValueException;

/** Paths to values that are not what the schema says. They grow on the way out. */
final class JsonPlaces {
    private JsonPlaces() {}

    /** The same failure, with the place of the value in what is around it. */
    static ValueException at(String place, RuntimeException failure) {
        return failure instanceof ValueException inner
                ? inner.within(place)
                : new ValueException(place, String.valueOf(failure.getMessage()));
    }
}
