package io.selvage.reliability.goal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.selvage.reliability.load.Answer;
import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.Gateway;
import io.selvage.reliability.stage.HaProxy;
import io.selvage.reliability.stage.Instances;

/**
 * R10: replicas are asked to end (SIGTERM) and started again, one after the other, under
 * load: behind a load balancer nobody notices, and a client with a connection of its own
 * is told to leave before it is closed.
 */
final class RollingRestart implements Goal {

	private static final int CLIENTS = 32;

	private static final int RATE = 800;

	private static final int DIRECT_RATE = 600;

	private static final int WARM_UP_SECONDS = 3;

	private static final Duration END = Duration.ofSeconds(60);

	private static final int SEEN_READY_MILLIS = 700;

	private static final String[] SETTINGS = { "--selvage.listener.drain-notice=1500ms", "-XX:TieredStopAtLevel=1",
			"--server.http2.enabled=true" };

	@Override
	public String id() {
		return "R10";
	}

	@Override
	public String title() {
		return "rolling restart, 32 keep-alive and 32 HTTP/2 clients";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		try (Instances instances = Instances.start("r10-instance", stage.work(), 1, "10")) {
			direct(stage, figures, instances);
			if (HaProxy.installed()) {
				rolling(stage, figures, instances);
			}
			else {
				figures.told("failed requests behind a load balancer", "not measured: haproxy is not installed",
						Figures.NONE);
			}
		}
	}

	private static void direct(Stage stage, Figures figures, Instances instances) throws IOException {
		int rounds = stage.chosen(3, 2);
		Map<String, Long> http1 = new TreeMap<>();
		Map<String, Long> http2 = new TreeMap<>();
		try (Gateway gateway = ours(stage, instances, "r10-direct")) {
			for (int i = 0; i < rounds; i++) {
				leave(gateway, List.of(false, true), List.of(http1, http2));
				gateway.restart();
			}
		}
		Map<String, Long> plain = new TreeMap<>();
		try (Gateway gateway = Gateway.plain("r10-plain", stage.work(), instances.ports(), SETTINGS[1])) {
			for (int i = 0; i < rounds; i++) {
				leave(gateway, List.of(false), List.of(plain));
				gateway.restart();
			}
		}
		figures.progress("direct: keep-alive " + http1 + ", HTTP/2 " + http2 + ", plain " + plain);
		figures.judged("connections reset under direct keep-alive clients, " + rounds + " SIGTERM", "0", resets(http1),
				plain.getOrDefault("broken", 0L) + " of " + sum(plain) + " requests");
		figures.judged("connections reset under direct HTTP/2 clients, " + rounds + " SIGTERM", "0", resets(http2),
				Figures.NONE);
	}

	private static Figures.Judged resets(Map<String, Long> outcomes) {
		return Figures.Judged.none(outcomes.getOrDefault("broken", 0L) + outcomes.getOrDefault("late", 0L),
				sum(outcomes));
	}

	private static long sum(Map<String, Long> outcomes) {
		return outcomes.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Refused connections are not counted: a client that was told to leave goes
	 * elsewhere.
	 */
	private static void leave(Gateway gateway, List<Boolean> protocols, List<Map<String, Long>> outcomes) {
		Load.run(LoadPlan.http1(gateway.port(), DIRECT_RATE, CLIENTS, Ask.get("/r10/warm")), WARM_UP_SECONDS);
		List<Load> loads = protocols.stream()
			.map((http2) -> Load.start(new LoadPlan(gateway.port(), DIRECT_RATE, CLIENTS, http2, Duration.ofSeconds(20),
					Ask.get("/r10/direct"))))
			.toList();
		Pause.millis(2000);
		gateway.process().terminate();
		gateway.process().awaitEnd(END);
		for (int i = 0; i < loads.size(); i++) {
			try (Load load = loads.get(i)) {
				LoadResult result = load.stop().only((answer) -> answer.status() != Answer.REFUSED);
				Map<String, Long> total = outcomes.get(i);
				result.outcomes().forEach((outcome, count) -> total.merge(outcome, count, Long::sum));
			}
		}
	}

	private static Gateway ours(Stage stage, Instances instances, String name) throws IOException {
		return Gateway.ours(name, stage.work(),
				stage.catalog("r10").url("service", instances.ports().get(0)).api("r10", "service"), SETTINGS);
	}

	private static void rolling(Stage stage, Figures figures, Instances instances) throws IOException {
		int restarts = stage.rounds(50, 4);
		Rolled ours;
		try (Gateway first = ours(stage, instances, "r10-first");
				Gateway second = ours(stage, instances, "r10-second");
				HaProxy front = HaProxy.before("r10-haproxy", stage.work(), List.of(first, second))) {
			ours = roll(figures, front, List.of(first, second), restarts);
		}
		int plainRestarts = Math.min(restarts, stage.chosen(6, 2));
		Rolled plain;
		try (Gateway first = plain(stage, instances, "r10-plain-1");
				Gateway second = plain(stage, instances, "r10-plain-2");
				HaProxy front = HaProxy.before("r10-plain-haproxy", stage.work(), List.of(first, second))) {
			plain = roll(figures, front, List.of(first, second), plainRestarts);
		}
		figures.judged("failed requests of 32 keep-alive clients, " + restarts + " SIGTERM behind HAProxy", "0",
				Figures.Judged.none(ours.http1.failed(), ours.http1.size()),
				Texts.share(plain.http1.failed(), plain.http1.size()) + " (" + plainRestarts + ")");
		figures.judged("failed requests of 32 HTTP/2 clients, " + restarts + " SIGTERM behind HAProxy", "0",
				Figures.Judged.none(ours.http2.failed(), ours.http2.size()),
				Texts.share(plain.http2.failed(), plain.http2.size()) + " (" + plainRestarts + ")");
	}

	private static Gateway plain(Stage stage, Instances instances, String name) {
		return Gateway.plain(name, stage.work(), instances.ports(), SETTINGS[1], SETTINGS[2]);
	}

	private static Rolled roll(Figures figures, HaProxy front, List<Gateway> replicas, int restarts) {
		Pause.millis(SEEN_READY_MILLIS);
		try (Load http1 = Load.start(clients(front.http1Port(), false));
				Load http2 = Load.start(clients(front.http2Port(), true))) {
			Pause.millis(2000);
			List<Long> took = new ArrayList<>();
			for (int i = 0; i < restarts; i++) {
				long begun = System.nanoTime();
				Gateway replica = replicas.get(i % replicas.size());
				replica.process().terminate();
				if (!replica.process().awaitEnd(END)) {
					throw new IllegalStateException("A replica did not end within " + END);
				}
				replica.restart();
				Pause.millis(SEEN_READY_MILLIS);
				took.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
			}
			Rolled rolled = new Rolled(http1.stop(), http2.stop());
			figures.progress("keep-alive " + rolled.http1.outcomes() + ", HTTP/2 " + rolled.http2.outcomes()
					+ "; a restart took " + took.stream().mapToLong(Long::longValue).sum() / took.size() + " ms");
			return rolled;
		}
	}

	private static LoadPlan clients(int port, boolean http2) {
		return new LoadPlan(port, RATE / 2, CLIENTS, http2, Duration.ofSeconds(20), Ask.get("/r10/values"));
	}

	private record Rolled(LoadResult http1, LoadResult http2) {
	}

}
