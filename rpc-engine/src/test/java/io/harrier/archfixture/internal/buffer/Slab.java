package io.harrier.archfixture.internal.buffer;

import io.netty.util.internal.LongCounter;

public class Slab {
    LongCounter longcounter;
}
