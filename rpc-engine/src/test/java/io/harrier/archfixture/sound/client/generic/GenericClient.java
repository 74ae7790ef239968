package io.harrier.archfixture.sound.client.generic;

import io.harrier.archfixture.sound.client.Client;

public class GenericClient {
    Client client;
}
