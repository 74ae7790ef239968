package io.harrier.rpc.client;

import io.harrier.rpc.cluster.Balancer;
import io.harrier.rpc.cluster.balance.ConsistentHash;
import io.harrier.rpc.cluster.balance.TwoChoices;
import io.harrier.rpc.cluster.balance.WeightedRoundRobin;

/** How calls are spread over hosts; what is built in, in one place. */
public enum LoadBalancing {
    /** Of two hosts at random, the one with fewer calls in flight. */
    TWO_CHOICES(new TwoChoices()),
    /** In turn, those with more weight more often. */
    WEIGHTED_ROUND_ROBIN(new WeightedRoundRobin()),
    /** Calls with the same key go to the same host, from whatever process. */
    CONSISTENT_HASH(new ConsistentHash());

    private final Balancer balancer;

    LoadBalancing(Balancer balancer) {
        this.balancer = balancer;
    }

    Balancer balancer() {
        return balancer;
    }
}
