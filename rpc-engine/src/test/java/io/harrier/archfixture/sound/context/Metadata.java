package io.harrier.archfixture.sound.context;

public class Metadata {}
