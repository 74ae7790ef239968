package io.harrier.archfixture.balance.server;

import io.harrier.archfixture.balance.cluster.HostSet;
import io.harrier.archfixture.balance.cluster.balance.RoundRobin;

public class Server {
    HostSet hostset;
    RoundRobin roundrobin;
}
