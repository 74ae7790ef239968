package io.harrier.archfixture.cycle.context;

import io.harrier.archfixture.cycle.error.Failure;

public class Metadata {
    Failure failure;
}
