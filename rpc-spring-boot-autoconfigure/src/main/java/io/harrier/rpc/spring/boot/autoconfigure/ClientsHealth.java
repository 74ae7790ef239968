package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.cluster.HostStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the clients have hosts that may be called. One without makes the status {@code UNKNOWN},
 * which takes nothing down: that a peer is away is the peer's illness, and who restarts the
 * applications that call it makes it worse.
 */
final class ClientsHealth implements HealthIndicator {
    private final OpenClients clients;

    ClientsHealth(OpenClients clients) {
        this.clients = clients;
    }

    @Override
    public Health health() {
        Map<String, Object> details = new TreeMap<>();
        boolean allReach = true;
        for (Map.Entry<String, RpcClient> each : clients.all().entrySet()) {
            List<HostStats> hosts = each.getValue().hosts();
            allReach &= mayCall(each.getValue(), hosts);
            details.put(each.getKey(), describe(each.getValue(), hosts));
        }
        return (allReach ? Health.up() : Health.unknown()).withDetails(details).build();
    }

    /** One whose hosts were not looked up yet may. */
    private static boolean mayCall(RpcClient client, List<HostStats> hosts) {
        return hosts.isEmpty()
                ? client.trouble() == null
                : hosts.stream().anyMatch(HostStats::isUsed);
    }

    private static Map<String, Object> describe(RpcClient client, List<HostStats> hosts) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("target", client.target());
        String trouble = client.trouble();
        if (trouble != null) {
            described.put("trouble", trouble);
        }
        Map<String, String> states = new TreeMap<>();
        hosts.forEach(host -> states.put(host.name(), state(host)));
        described.put("hosts", states);
        return described;
    }

    private static String state(HostStats host) {
        if (host.weight() == 0) {
            return "without weight";
        } else if (!host.isUsed()) {
            return "avoided";
        }
        return host.share() < 1 ? "coming back" : "used";
    }
}
