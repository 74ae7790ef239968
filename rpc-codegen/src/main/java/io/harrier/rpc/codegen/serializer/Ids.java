package io.harrier.rpc.codegen.serializer;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The rules for field ids. */
final class Ids {
    private Ids() {}

    /**
     * @param place what is said of the element in a message
     * @param advice what to do if it has none
     */
    static int require(@Nullable Integer told, Element element, String place, String advice)
            throws Refusal {
        if (told == null) {
            throw Refusal.error(
                    element, place + " has no field id (expected: @RpcField(1..32767))", advice);
        }
        if (told == 0 || told != told.shortValue()) {
            throw Refusal.error(
                    element,
                    place + " has field id " + told + " (expected: 1..32767)",
                    "Change its @RpcField.");
        }
        return told;
    }

    static Refusal twice(Element element, String path, String type) {
        return Refusal.error(
                element,
                path + ": " + type + " gives a field id twice (expected: one each)",
                "Change the @RpcField of one of them to an id that was never used.");
    }
}
