package io.harrier.archfixture.cycle.error;

import io.harrier.archfixture.cycle.context.Metadata;

public class Failure {
    Metadata metadata;
}
