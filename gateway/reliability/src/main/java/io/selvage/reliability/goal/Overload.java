package io.selvage.reliability.goal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;

import io.selvage.reliability.load.Answer;
import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.BigUpload;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.load.Pulse;
import io.selvage.reliability.stage.Gateway;
import io.selvage.reliability.stage.Instances;

/**
 * R11: four times as many requests as the service can serve, in little memory. What is
 * let in is served nearly as fast as ever, the rest is turned away at once; a large
 * upload on a route that retries passes.
 */
final class Overload implements Goal {

	private static final int WORK_MILLIS = 20;

	private static final int WORKERS = 8;

	/** Requests a second the service can serve. */
	private static final int CAPACITY = 1000 / WORK_MILLIS * WORKERS;

	private static final long UPLOAD = 300L << 20;

	private static final String[] LITTLE_MEMORY = { "-Xmx256m", "-XX:MaxDirectMemorySize=128m" };

	/** Twice what the service works on at once, and half of that again may wait. */
	private static final String[] LIMITS = { "--selvage.forward.connections.max-per-endpoint=" + 2 * WORKERS,
			"--selvage.forward.connections.max-pending=" + WORKERS };

	@Override
	public String id() {
		return "R11";
	}

	@Override
	public String title() {
		return "four times the capacity, 256 MiB heap, 128 MiB direct memory";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		try (Instances busy = Instances.start("r11-busy", stage.work(), 1, String.valueOf(WORK_MILLIS),
				String.valueOf(WORKERS)); Instances idle = Instances.start("r11-idle", stage.work(), 1)) {
			Overloaded ours;
			String upload;
			boolean memory;
			try (Gateway gateway = Gateway.ours("r11-selvage", stage.work(),
					stage.catalog("r11")
						.url("busy", busy.ports().get(0))
						.url("idle", idle.ports().get(0))
						.api("busy", "busy")
						.api("upload", "<set-backend-service backend-id=\"idle\" />",
								"<retry condition=\"@(context.Response.StatusCode == 503)\" count=\"3\" "
										+ "interval=\"1\"><forward-request /></retry>"),
					LITTLE_MEMORY[0], LITTLE_MEMORY[1], LIMITS[0], LIMITS[1])) {
				ours = overload(stage, figures, gateway, (stage.rounds() > 0) ? stage.rounds() : stage.chosen(60, 10));
				upload = BigUpload.post(gateway.port(), "/upload/x", UPLOAD);
				memory = gateway.process().alive() && !outOfMemory(gateway);
			}
			Overloaded plain;
			String plainUpload;
			try (Gateway gateway = Gateway.plain("r11-plain", stage.work(), busy.ports(), LITTLE_MEMORY)) {
				plain = overload(stage, figures, gateway, stage.chosen(20, 10));
			}
			try (Gateway gateway = Gateway.plain("r11-plain-upload", stage.work(), idle.ports(), LITTLE_MEMORY[0],
					LITTLE_MEMORY[1], "--retries=3")) {
				plainUpload = BigUpload.post(gateway.port(), "/upload/x", UPLOAD)
						+ (outOfMemory(gateway) ? ", OutOfMemoryError" : "");
			}
			report(figures, ours, plain);
			figures.judged("no OutOfMemoryError", "none", new Figures.Judged(memory ? "none" : "some", memory),
					Figures.NONE);
			figures.judged("POST of 300 MB on a route that retries", "200, all of it",
					new Figures.Judged(upload, upload.startsWith("HTTP/1.1 200") && upload.endsWith(" " + UPLOAD)),
					plainUpload);
		}
	}

	private static boolean outOfMemory(Gateway gateway) throws IOException {
		String log = Files.readString(gateway.process().log());
		return log.contains("OutOfMemoryError") || log.contains("OutOfDirectMemoryError");
	}

	private static void report(Figures figures, Overloaded ours, Overloaded plain) {
		double goodput = ours.goodput() / ours.peak;
		figures.judged("goodput under overload, of the peak", ">= 80 %",
				new Figures.Judged(Math.round(100 * goodput) + " %", goodput >= 0.8),
				Math.round(100 * plain.goodput() / plain.peak) + " %");
		figures.judged("p99 of what was let in, against that at 70 % of the capacity", "<= 3 x",
				new Figures.Judged(ours.grown(), ours.admitted().millis(99) <= 3 * ours.baseline), plain.grown());
		LoadResult away = ours.rejected();
		LoadResult plainAway = plain.rejected();
		figures.judged("p99 of turning a request away with 503", "<= 10 ms",
				Figures.Judged.within(away.millis(99), 10, "ms of " + away.size()),
				(plainAway.size() == 0) ? "none turned away" : Math.round(plainAway.millis(99)) + " ms");
		long neither = ours.load.size() - ours.admitted().size() - away.size();
		figures.judged("neither served nor turned away", "0", Figures.Judged.none(neither, ours.load.size()),
				String.valueOf(plain.load.size() - plain.admitted().size() - plainAway.size()));
		figures.judged("slowest health answer meanwhile", "< 100 ms", Figures.Judged.within(ours.pulse, 100, "ms"),
				Figures.NONE);
	}

	private static Overloaded overload(Stage stage, Figures figures, Gateway gateway, int overloaded) {
		Load.run(plan(gateway, CAPACITY * 7 / 10), stage.chosen(10, 5));
		double baseline = Load.run(plan(gateway, CAPACITY * 7 / 10), stage.chosen(10, 4)).millis(99);
		int seconds = stage.chosen(10, 4);
		double peak = (double) Load.run(plan(gateway, CAPACITY * 105 / 100), seconds).only(Answer::good).size()
				/ seconds;
		figures.progress(String.format(Locale.ROOT, "p99 %.1f ms at 70 %%, peak %.0f/s; now %d/s for %d s", baseline,
				peak, 4 * CAPACITY, overloaded));
		double pulse = 0;
		LoadResult result;
		if (gateway.managementPort() != 0) {
			try (Pulse health = Pulse.start(gateway.managementPort(), "/actuator/health/liveness")) {
				result = Load.run(plan(gateway, 4 * CAPACITY), overloaded);
				pulse = health.slowest();
			}
		}
		else {
			result = Load.run(plan(gateway, 4 * CAPACITY), overloaded);
		}
		figures.progress(result.outcomes() + ", slowest " + Math.round(result.slowest()) + " ms");
		return new Overloaded(result, overloaded, peak, baseline, pulse);
	}

	private static LoadPlan plan(Gateway gateway, int rate) {
		return new LoadPlan(gateway.port(), rate, 4096, false, Duration.ofSeconds(10), Ask.get("/busy/values"));
	}

	/**
	 * A service under too much load.
	 *
	 * @param load what became of the requests
	 * @param seconds for how long they were sent
	 * @param peak requests a second it served when asked for a little more than it can
	 * @param baseline p99 in ms at 70 % of its capacity
	 * @param pulse the slowest health answer in ms
	 */
	private record Overloaded(LoadResult load, int seconds, double peak, double baseline, double pulse) {

		LoadResult admitted() {
			return this.load.only(Answer::good);
		}

		LoadResult rejected() {
			return this.load.only((answer) -> answer.status() == 503);
		}

		double goodput() {
			return (double) admitted().size() / this.seconds;
		}

		String grown() {
			return String.format(Locale.ROOT, "%.0f -> %.0f ms", this.baseline, admitted().millis(99));
		}

	}

}
