package io.selvage.reliability.goal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.process.DeafListener;
import io.selvage.reliability.process.PacketDrop;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.Gateway;
import io.selvage.reliability.stage.Instances;

/**
 * R5: one of three instances falls silent: its node drops every connection attempt, or it
 * accepts connections and never answers (SIGSTOP).
 */
final class SilentNode implements Goal {

	private static final int RATE = 500;

	/** A connection attempt ends after a second; the rest is for the other instance. */
	private static final double SLOWEST_MILLIS = 1300;

	/** Plain Spring Cloud Gateway waits 30 s for a connection; its clients do not. */
	private static final Duration PATIENCE = Duration.ofSeconds(12);

	private static final double SLOW_MILLIS = 900;

	/** By then the first attempt has failed, or the probes have. */
	private static final long KNOWN_MILLIS = 1500;

	@Override
	public String id() {
		return "R5";
	}

	@Override
	public String title() {
		return "one of three instances falls silent";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		deaf(stage, figures);
		if (PacketDrop.possible()) {
			lost(stage, figures);
		}
		else {
			figures.told("a node lost under open connections", "not measured: iptables cannot be used", Figures.NONE);
		}
		frozen(stage, figures);
	}

	private static void deaf(Stage stage, Figures figures) throws IOException {
		int seconds = stage.chosen(20, 6);
		Observed ours;
		try (Instances instances = Instances.start("r5-deaf", stage.work(), 3);
				Gateway gateway = Gateway.ours("r5-deaf-selvage", stage.work(),
						stage.catalog("r5-deaf").poolOfUrls("service", instances.ports()).api("r5", "service"))) {
			ours = deafen(stage, figures, gateway, instances, seconds);
			attempts(figures, gateway);
		}
		Observed plain;
		try (Instances instances = Instances.start("r5-plain", stage.work(), 3);
				Gateway gateway = Gateway.plain("r5-plain", stage.work(), instances.ports())) {
			plain = deafen(stage, figures, gateway, instances, stage.chosen(10, 4));
		}
		int loops = Runtime.getRuntime().availableProcessors();
		figures.judged("failed idempotent requests, connections dropped", "0",
				Figures.Judged.none(ours.load.failed(), ours.load.size()),
				Texts.share(plain.load.failed(), plain.load.size()));
		figures.judged("slowest request, connections dropped", "<= 1300 ms",
				Figures.Judged.within(ours.load.slowest(), SLOWEST_MILLIS, "ms"), plain.slowest());
		figures.judged("requests that met the silent node once it was known", "<= " + loops,
				Figures.Judged.within(ours.slowLater(), loops, "requests"), plain.slowLater() + " requests");
	}

	private static Observed deafen(Stage stage, Figures figures, Gateway gateway, Instances instances, int seconds)
			throws IOException {
		int rate = stage.rate(RATE);
		Load.run(LoadPlan.http1(gateway.port(), rate, 64, Ask.get("/r5/warm")), 5);
		try (Load load = Load.start(plan(gateway, rate))) {
			Pause.millis(500);
			instances.process(0).kill();
			try (DeafListener deaf = DeafListener.open(instances.ports().get(0))) {
				long fault = System.nanoTime();
				Pause.millis(seconds * 1000L);
				LoadResult result = load.stop();
				figures.progress(result.outcomes() + ", slowest " + Math.round(result.slowest()) + " ms");
				return new Observed(result, fault);
			}
		}
	}

	/** Its clients have connections to it, on which they hear nothing any more. */
	private static void lost(Stage stage, Figures figures) throws IOException {
		Observed ours;
		try (Instances instances = Instances.start("r5-lost", stage.work(), 3);
				Gateway gateway = Gateway.ours("r5-lost-selvage", stage.work(),
						stage.catalog("r5-lost").poolOfUrls("service", instances.ports()).api("r5", "service"))) {
			ours = lose(stage, figures, gateway, instances, stage.chosen(15, 6));
			attempts(figures, gateway);
		}
		Observed plain;
		try (Instances instances = Instances.start("r5-lost-plain", stage.work(), 3);
				Gateway gateway = Gateway.plain("r5-lost-plain", stage.work(), instances.ports())) {
			plain = lose(stage, figures, gateway, instances, stage.chosen(10, 4));
		}
		figures.judged("failed idempotent requests, node lost under open connections", "0",
				Figures.Judged.none(ours.load.failed(), ours.load.size()),
				Texts.share(plain.load.failed(), plain.load.size()));
		figures.judged("slowest request, node lost under open connections", "<= 1300 ms",
				Figures.Judged.within(ours.load.slowest(), SLOWEST_MILLIS, "ms"), plain.slowest());
		figures.judged("requests that met the lost node once it was known",
				"<= " + Runtime.getRuntime().availableProcessors(),
				Figures.Judged.within(ours.slowLater(), Runtime.getRuntime().availableProcessors(), "requests"),
				plain.slowLater() + " requests");
	}

	private static Observed lose(Stage stage, Figures figures, Gateway gateway, Instances instances, int seconds) {
		int rate = stage.rate(RATE);
		Load.run(LoadPlan.http1(gateway.port(), rate, 64, Ask.get("/r5/warm")), 5);
		try (Load load = Load.start(plan(gateway, rate))) {
			Pause.millis(500);
			long fault = System.nanoTime();
			try (PacketDrop drop = PacketDrop.to(instances.ports().get(0))) {
				Pause.millis(seconds * 1000L);
				LoadResult result = load.stop();
				figures.progress(result.outcomes() + ", slowest " + Math.round(result.slowest()) + " ms");
				return new Observed(result, fault);
			}
		}
	}

	private static void attempts(Figures figures, Gateway gateway) {
		figures.progress("attempts that ended in a connect timeout: "
				+ (long) gateway.metric("selvage_backend_attempts.*_count\\{.*connect_timeout.*")
				+ ", in silence on an open connection: "
				+ (long) gateway.metric("selvage_backend_attempts.*_count\\{.*silent.*"));
	}

	private static LoadPlan plan(Gateway gateway, int rate) {
		return new LoadPlan(gateway.port(), rate, 8192, false, PATIENCE, Ask.get("/r5/values"));
	}

	private static void frozen(Stage stage, Figures figures) throws IOException {
		try (Instances instances = Instances.start("r5-frozen", stage.work(), 3);
				Gateway gateway = Gateway
					.ours("r5-frozen-selvage", stage.work(), stage.catalog("r5-frozen")
						.poolOfUrls("service", instances.ports())
						.api("r5", "<set-backend-service backend-id=\"service\" />",
								"<retry condition=\"@(context.LastError?.Reason == &quot;Timeout&quot;)\" count=\"2\" "
										+ "interval=\"0\"><forward-request timeout=\"1\" /></retry>"),
							probes(instances))) {
			int rate = stage.rate(RATE);
			Load.run(LoadPlan.http1(gateway.port(), rate, 64, Ask.get("/r5/warm")), 5);
			try (Load load = Load.start(plan(gateway, rate))) {
				Pause.millis(500);
				long fault = System.nanoTime();
				instances.process(0).freeze();
				Pause.millis(stage.chosen(10_000, 5000));
				Observed observed = new Observed(load.stop(), fault);
				figures.progress(observed.load.outcomes() + ", slowest " + Math.round(observed.load.slowest()) + " ms");
				figures.judged("failed idempotent requests, instance frozen (timeout 1 s, retry, probes)", "0",
						Figures.Judged.none(observed.load.failed(), observed.load.size()), Figures.NONE);
				figures.judged("slowest request, instance frozen", "<= 1300 ms",
						Figures.Judged.within(observed.load.slowest(), SLOWEST_MILLIS, "ms"), Figures.NONE);
				figures.judged("requests that met the frozen instance once it was known", "0",
						Figures.Judged.within(observed.slowLater(), 0, "requests"), Figures.NONE);
			}
		}
	}

	private static String[] probes(Instances instances) {
		return instances.ports()
			.stream()
			.flatMap((port) -> java.util.stream.Stream
				.of("path=/health", "interval=200ms", "timeout=300ms", "unhealthy-after=2")
				.map((setting) -> "--selvage.health.probes.service-" + port + "." + setting))
			.toArray(String[]::new);
	}

	/**
	 * A load with a fault in it.
	 *
	 * @param load what became of the requests
	 * @param fault when the instance fell silent
	 */
	private record Observed(LoadResult load, long fault) {

		long slowLater() {
			long known = this.fault + TimeUnit.MILLISECONDS.toNanos(KNOWN_MILLIS);
			return this.load
				.only((answer) -> answer.due() - known > 0 && (!answer.good() || answer.millis() > SLOW_MILLIS))
				.size();
		}

		String slowest() {
			return Math.round(this.load.slowest()) + " ms";
		}

	}

}
