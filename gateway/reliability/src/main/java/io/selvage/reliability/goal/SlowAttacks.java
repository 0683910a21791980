package io.selvage.reliability.goal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.load.SlowClients;
import io.selvage.reliability.load.SlowKind;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.Gateway;
import io.selvage.reliability.stage.Instances;

/**
 * S10: thousands of clients hold connections by sending or reading slowly. Each is gone
 * within 15 s, and a normal client beside them notices nothing.
 */
final class SlowAttacks implements Goal {

	private static final int RATE = 200;

	private static final int CONNECTIONS = 16;

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private static final int SEEN_MILLIS = 1500;

	/** What a percentile of a few milliseconds may grow by without meaning anything. */
	private static final double NOISE_MILLIS = 5;

	@Override
	public String id() {
		return "S10";
	}

	@Override
	public String title() {
		return "slow headers, bodies and reads";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		try (Instances instances = Instances.start("s10-instance", stage.work(), 2)) {
			try (Gateway ours = Gateway.ours("s10-selvage", stage.work(),
					stage.catalog("s10")
						.url("normal", instances.ports().get(0))
						.url("attacked", instances.ports().get(1))
						.api("normal", "normal")
						.api("attacked", "attacked"));
					Gateway plain = Gateway.plain("s10-plain", stage.work(), instances.ports().subList(0, 1))) {
				Load.run(normal(ours, stage), 5);
				Load.run(normal(plain, stage), 5);
				for (SlowKind kind : SlowKind.values()) {
					attack(stage, figures, ours, plain, kind);
				}
			}
		}
	}

	private static void attack(Stage stage, Figures figures, Gateway ours, Gateway plain, SlowKind kind) {
		Attacked us = attacked(stage, figures, ours, kind);
		Attacked them = attacked(stage, figures, plain, kind);
		String title = kind.title();
		figures.judged(title + ": connections held longer than 15 s", "0", Figures.Judged.none(us.held, us.opened),
				them.held + " of " + them.opened);
		figures.judged(title + ": failed requests of a normal client", "0", Figures.Judged.none(us.failed, us.asked),
				them.failed + " of " + them.asked);
		double before = us.before.millis(99);
		figures.judged(title + ": p99 of a normal client, before and during", "<= 2 x + 5 ms",
				new Figures.Judged(grown(us), us.during.millis(99) <= 2 * before + NOISE_MILLIS), grown(them));
	}

	private static String grown(Attacked attacked) {
		return String.format(Locale.ROOT, "%.1f -> %.1f ms", attacked.before.millis(99), attacked.during.millis(99));
	}

	/**
	 * The first attack of a kind finds code nobody has compiled yet: what it holds or
	 * breaks counts, how long a normal request takes meanwhile does not.
	 */
	private static Attacked attacked(Stage stage, Figures figures, Gateway gateway, SlowKind kind) {
		LoadResult nothing = new LoadResult(List.of(), 0);
		Attacked cold = once(stage, figures, gateway, kind, nothing);
		LoadResult before = Load.run(normal(gateway, stage), stage.chosen(10, 5));
		return once(stage, figures, gateway, kind, before).after(cold);
	}

	private static Attacked once(Stage stage, Figures figures, Gateway gateway, SlowKind kind, LoadResult before) {
		try (Load during = Load.start(normal(gateway, stage));
				SlowClients slow = SlowClients.start(gateway.port(), "/attacked", kind, stage.rounds(5000, 500),
						LIMIT)) {
			awaitAll(slow);
			Pause.millis(LIMIT.toMillis());
			LoadResult result = during.stop();
			Pause.millis(SEEN_MILLIS);
			figures.progress(kind.title() + ": " + slow.opened() + " opened, " + slow.refused() + " not, " + slow.held()
					+ " held; normal client " + result.outcomes());
			return new Attacked(before, result, slow.opened(), slow.held(), result.failed(), result.size());
		}
	}

	private static void awaitAll(SlowClients slow) {
		long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (!slow.complete() && System.nanoTime() - deadline < 0) {
			Pause.millis(50);
		}
	}

	private static LoadPlan normal(Gateway gateway, Stage stage) {
		return LoadPlan.http1(gateway.port(), stage.rate(RATE), CONNECTIONS, Ask.get("/normal/values"));
	}

	/**
	 * A gateway under one or several attacks.
	 *
	 * @param before a normal client's requests without them
	 * @param during the same during the last
	 * @param opened connections of all attacks
	 * @param held those that were there for longer than the limit
	 * @param failed a normal client's requests that failed during any
	 * @param asked how many it made
	 */
	private record Attacked(LoadResult before, LoadResult during, int opened, int held, long failed, int asked) {

		Attacked after(Attacked earlier) {
			return new Attacked(this.before, this.during, earlier.opened + this.opened, earlier.held + this.held,
					earlier.failed + this.failed, earlier.asked + this.asked);
		}

	}

}
