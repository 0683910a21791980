package io.selvage.gateway.backend;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import reactor.core.publisher.Mono;

/**
 * The open clusters: one per distinct settings, however many backends share it.
 */
final class Clusters {

	/** Requests that began with an older snapshot may still resolve. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private final Map<FabricClusterSettings, FabricCluster> open = new HashMap<>();

	private final FabricCluster.Opener opener;

	Clusters(FabricCluster.Opener opener) {
		this.opener = opener;
	}

	FabricCluster get(FabricClusterSettings settings) {
		return this.open.computeIfAbsent(settings, this.opener::open);
	}

	void retain(Set<FabricClusterSettings> used) {
		this.open.entrySet().removeIf((entry) -> {
			boolean unused = !used.contains(entry.getKey());
			if (unused) {
				FabricCluster cluster = entry.getValue();
				Mono.delay(GRACE).subscribe((tick) -> cluster.close());
			}
			return unused;
		});
	}

	void close() {
		this.open.values().forEach(FabricCluster::close);
		this.open.clear();
	}

}
