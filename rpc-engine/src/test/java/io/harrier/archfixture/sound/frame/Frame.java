package io.harrier.archfixture.sound.frame;

import io.harrier.archfixture.sound.context.Metadata;

public class Frame {
    Metadata metadata;
}
