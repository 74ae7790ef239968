package io.harrier.rpc.reflect;

import java.util.List;
import java.util.Optional;

/**
 * What a server tells of itself, to callers that have no classes of its services. A service like
 * any other, so any client can ask; it is found by its name alone.
 */
public interface Reflection {
    /** Its name on the wire. */
    String SERVICE = "HarrierReflection";

    /** The names of the services, sorted. */
    List<String> services();

    /** The Thrift IDL of a service, complete in itself; empty if there is no such service. */
    Optional<String> thriftIdl(String service);
}
