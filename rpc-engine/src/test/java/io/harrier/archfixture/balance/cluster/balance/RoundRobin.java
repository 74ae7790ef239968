package io.harrier.archfixture.balance.cluster.balance;

import io.harrier.archfixture.balance.cluster.HostSet;

public class RoundRobin {
    HostSet hostset;
}
