package io.selvage.reliability.goal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.CatalogFolder;
import io.selvage.reliability.stage.Gateway;

/**
 * POOL: a pool of three Service Fabric backends in three clusters loses one cluster after
 * the other, naming service and instances, until one is left.
 */
final class LostClusters implements Goal {

	private static final int RATE = 1000;

	private static final String SERVICE = "fabric:/Shop/Orders";

	@Override
	public String id() {
		return "POOL";
	}

	@Override
	public String title() {
		return "pool of three Service Fabric clusters loses two";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		List<SimulatedCluster> clusters = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				clusters.add(cluster("r-" + i));
			}
			try (Gateway gateway = Gateway.ours("pool-selvage", stage.work(), catalog(stage, clusters))) {
				measure(stage, figures, gateway, clusters);
			}
		}
		finally {
			clusters.forEach(SimulatedCluster::close);
		}
	}

	private static void measure(Stage stage, Figures figures, Gateway gateway, List<SimulatedCluster> clusters) {
		int rate = stage.rate(RATE);
		int step = stage.chosen(10_000, 3000);
		Load.run(LoadPlan.http1(gateway.port(), Math.min(rate, 300), 64, Ask.mixed("/shop/warm", "warm")), 5);
		figures.progress("a cluster is lost every " + step / 1000 + " s at " + rate + " requests/s");
		try (Load load = Load.start(LoadPlan.http1(gateway.port(), rate, 256, Ask.mixed("/shop/x", "pool")))) {
			Pause.millis(step);
			long[] served = clusters.stream().mapToLong((cluster) -> cluster.service(SERVICE).requestCount()).toArray();
			lose(clusters.get(0));
			Pause.millis(step);
			lose(clusters.get(1));
			Pause.millis(step);
			LoadResult result = load.stop();
			figures.progress(result.outcomes().toString());
			figures.judged("failed idempotent requests, two of three clusters lost", "0",
					Figures.Judged.none(result.idempotent().failed(), result.idempotent().size()), Figures.NONE);
			figures.judged("clusters in use before", "3", new Figures.Judged(java.util.Arrays.toString(served),
					java.util.Arrays.stream(served).allMatch((count) -> count > 0)), Figures.NONE);
			figures.told("p50 / p99 / slowest ms", Texts.times(result), Figures.NONE);
		}
	}

	private static CatalogFolder catalog(Stage stage, List<SimulatedCluster> clusters) throws IOException {
		CatalogFolder catalog = stage.catalog("pool");
		clusters.forEach(
				(cluster) -> catalog.fabric("shop-" + cluster.name(), SERVICE, cluster.namingEndpoint().toString()));
		return catalog.pool("shop", clusters.stream().map((cluster) -> "shop-" + cluster.name()).toList())
			.api("shop", "shop");
	}

	private static SimulatedCluster cluster(String name) {
		return SimulatedCluster.builder()
			.name(name)
			.application("Shop",
					(app) -> app.stateless("Orders",
							(svc) -> svc.singleton().instances(3).listener("http", Scheme.HTTP)))
			.start();
	}

	private static void lose(SimulatedCluster cluster) {
		cluster.naming(0).stop();
		cluster.service(SERVICE).instances().forEach(SimulatedInstance::kill);
	}

}
