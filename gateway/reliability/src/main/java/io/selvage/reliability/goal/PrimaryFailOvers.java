package io.selvage.reliability.goal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.simulator.ListenerDefinition;
import io.selvage.fabric.simulator.PrimaryMove;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.CatalogFolder;
import io.selvage.reliability.stage.Gateway;

/**
 * R2: the primary of a stateful service moves, with a gap in which nobody leads, under
 * load. One service closes its listener when it steps down, another keeps it open and
 * answers 410.
 */
final class PrimaryFailOvers implements Goal {

	private static final int RATE = 400;

	private static final int[] GAPS_MILLIS = { 0, 100, 250, 500, 1000 };

	private static final int SETTLE_MILLIS = 700;

	/** Requests due so shortly before the next move may be under way when it begins. */
	private static final long IN_FLIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

	private static final int WARM_UP_MOVES = 3;

	/** A request that takes longer has waited for a primary. */
	private static final double UNDISTURBED_MILLIS = 100;

	private static final String CLOSING = "fabric:/Store/Closing";

	private static final String REFUSING = "fabric:/Store/Refusing";

	@Override
	public String id() {
		return "R2";
	}

	@Override
	public String title() {
		return "primary fail-overs under load, gaps up to 1 s";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		int moves = stage.rounds(50, 10);
		int rate = stage.rate(RATE) / 2;
		PrimaryOnly primaries = new PrimaryOnly();
		try (SimulatedCluster cluster = cluster(primaries);
				Gateway gateway = Gateway.ours("r2-selvage", stage.work(), catalog(stage, cluster))) {
			primaries.lead(cluster.service(REFUSING).partition());
			Load.run(LoadPlan.http1(gateway.port(), rate, 64, Ask.get("/closing/warm")), 5);
			Load.run(LoadPlan.http1(gateway.port(), rate, 64, Ask.get("/refusing/warm")), 2);
			figures.progress(moves + " moves of two services at " + rate + " requests/s each");
			List<Move> done = new ArrayList<>();
			try (Load closing = Load.start(LoadPlan.http1(gateway.port(), rate, 512, Ask.get("/closing/x")));
					Load refusing = Load
						.start(LoadPlan.http1(gateway.port(), rate, 512, primaries.timed("/refusing/")))) {
				Pause.millis(500);
				for (int i = 0; i < WARM_UP_MOVES; i++) {
					move(cluster, primaries, GAPS_MILLIS[1]);
				}
				for (int i = 0; i < moves; i++) {
					done.add(move(cluster, primaries, GAPS_MILLIS[i % GAPS_MILLIS.length]));
				}
				report(figures, done, closing.stop(), refusing.stop(), primaries);
			}
		}
	}

	private static CatalogFolder catalog(Stage stage, SimulatedCluster cluster) throws IOException {
		String naming = cluster.namingEndpoint().toString();
		return stage.catalog("r2")
			.fabric("closing", CLOSING, naming)
			.fabric("refusing", REFUSING, naming)
			.api("closing", "<set-backend-service backend-id=\"closing\" sf-listener-name=\"http\" />", "<base />")
			.api("refusing", "<set-backend-service backend-id=\"refusing\" sf-listener-name=\"http\" "
					+ "sf-resolve-condition=\"@(context.Response.StatusCode == 410 || context.LastError?.Reason == "
					+ "&quot;BackendConnectionFailure&quot;)\" />", "<base />");
	}

	private static SimulatedCluster cluster(PrimaryOnly primaries) {
		ListenerDefinition http = ListenerDefinition.of("http", Scheme.HTTP);
		return SimulatedCluster.builder()
			.application("Store", (app) -> app.stateful("Closing", (svc) -> svc.singleton().replicas(3).listener(http))
				.stateful("Refusing",
						(svc) -> svc.singleton().replicas(3).listener(http.alsoOnSecondaries()).answer(primaries)))
			.start();
	}

	private static Move move(SimulatedCluster cluster, PrimaryOnly primaries, int gapMillis) {
		long begun = System.nanoTime();
		PrimaryMove closing = cluster.service(CLOSING).partition().beginPrimaryMove();
		primaries.stepDown();
		PrimaryMove refusing = cluster.service(REFUSING).partition().beginPrimaryMove();
		Pause.until(begun + TimeUnit.MILLISECONDS.toNanos(gapMillis));
		closing.complete();
		refusing.complete();
		primaries.lead(cluster.service(REFUSING).partition());
		long completed = System.nanoTime();
		Pause.millis(SETTLE_MILLIS);
		return new Move(begun, completed, System.nanoTime());
	}

	private static void report(Figures figures, List<Move> moves, LoadResult closing, LoadResult refusing,
			PrimaryOnly primaries) {
		figures.progress("listener closed: " + closing.outcomes() + ", slowest ms " + Math.round(closing.slowest())
				+ "; answered 410: " + refusing.outcomes() + ", slowest ms " + Math.round(refusing.slowest()));
		figures.progress("ms beyond the gap, listener closed: " + Arrays.toString(overshoots(moves, closing))
				+ "; answered 410: " + Arrays.toString(overshoots(moves, refusing)));
		figures.judged("failed requests over " + moves.size() + " moves, listener closed", "0",
				Figures.Judged.none(closing.failed(), closing.size()), Figures.NONE);
		figures.judged("failed requests over " + moves.size() + " moves, old primary answers 410", "0",
				Figures.Judged.none(refusing.failed(), refusing.size()), Figures.NONE);
		figures.judged("time to recover beyond the gap, p95, listener closed", "<= 250 ms",
				Figures.Judged.within(overshoot(moves, closing), 250, "ms"), Figures.NONE);
		figures.judged("time to recover beyond the gap, p95, old primary answers 410", "<= 250 ms",
				Figures.Judged.within(overshoot(moves, refusing), 250, "ms"), Figures.NONE);
		figures.judged("requests at a non-primary once the new one was known", "0",
				Figures.Judged.none(primaries.misdirected(), refusing.size()), Figures.NONE);
	}

	private static double overshoot(List<Move> moves, LoadResult load) {
		long[] sorted = overshoots(moves, load);
		Arrays.sort(sorted);
		return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
	}

	/** From the end of the gap until the last request that had to wait was answered. */
	private static long[] overshoots(List<Move> moves, LoadResult load) {
		return moves.stream()
			.mapToLong((move) -> load.due(move.begun, move.settled - IN_FLIGHT_NANOS)
				.answers()
				.stream()
				.filter((answer) -> !answer.good() || answer.millis() > UNDISTURBED_MILLIS)
				.mapToLong((answer) -> TimeUnit.NANOSECONDS.toMillis(answer.ended() - move.completed))
				.max()
				.orElse(0))
			.toArray();
	}

	/**
	 * A move.
	 *
	 * @param begun when the old primary stepped down
	 * @param completed when the new one led
	 * @param settled when the next move may begin
	 */
	private record Move(long begun, long completed, long settled) {

		Move {
			if (completed - begun > Duration.ofMinutes(1).toNanos()) {
				throw new IllegalStateException("The machine stood still during a move");
			}
		}

	}

}
