package io.harrier.archfixture.arrow.error;

import io.harrier.archfixture.arrow.call.Invoker;

public class Failure {
    Invoker invoker;
}
