package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.schema.SchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with an interface, or with a type that it uses. */
final class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<SchemaException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SchemaException cause) {
        return new FailureAnalysis(
                "An RPC service cannot be made: " + cause.getMessage() + '.',
                cause.advice(),
                cause);
    }
}
