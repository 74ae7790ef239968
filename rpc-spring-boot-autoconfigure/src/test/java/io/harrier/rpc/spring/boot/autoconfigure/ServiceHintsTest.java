package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.generated.GeneratedService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

final class ServiceHintsTest {
    record Item(String name, Part part) {}

    record Part(int id) {}

    interface Plain {
        Item find(List<Part> parts);
    }

    interface Known {
        int twice(int n);
    }

    /** Stands for what the annotation processor writes; nobody makes one. */
    abstract static class Known$$GeneratedService extends GeneratedService<Known> {
        Known$$GeneratedService() {
            super(Known.class);
        }

        @Override
        public Arguments arguments(int method) {
            return Arguments.of(0);
        }
    }

    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void plainInterface_needsAProxyItsMethodsAndItsTypes() {
        ServiceHints.register(hints, Plain.class);

        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Plain.class)).accepts(hints);
        assertThat(
                        RuntimeHintsPredicates.reflection()
                                .onType(Plain.class)
                                .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(Item.class)).accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(Part.class)).accepts(hints);
    }

    @Test
    void interfaceWithAGeneratedClass_needsThatInstead() {
        ServiceHints.register(hints, Known.class);

        assertThat(
                        RuntimeHintsPredicates.reflection()
                                .onType(Known$$GeneratedService.class)
                                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Known.class)).rejects(hints);
    }
}
