package io.selvage.reliability.goal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.selvage.reliability.load.Ask;
import io.selvage.reliability.load.Load;
import io.selvage.reliability.load.LoadPlan;
import io.selvage.reliability.load.LoadResult;
import io.selvage.reliability.process.Pause;
import io.selvage.reliability.stage.Gateway;
import io.selvage.reliability.stage.Instances;

/**
 * R1: instances of a service are killed (SIGKILL) one after the other and started again,
 * under load. Nobody who asks for something that may be executed twice notices, and
 * nothing else is executed twice.
 */
final class InstanceKills implements Goal {

	private static final int RATE = 2000;

	private static final int CONNECTIONS = 128;

	private static final int DOWN_MILLIS = 250;

	private static final int UP_MILLIS = 250;

	@Override
	public String id() {
		return "R1";
	}

	@Override
	public String title() {
		return "instances killed under load, 3 instances, 1 down at a time";
	}

	@Override
	public void measure(Stage stage, Figures figures) throws IOException {
		int kills = stage.rounds(100, 10);
		int plainKills = Math.min(kills, stage.chosen(20, 5));
		try (Instances instances = Instances.start("r1-instance", stage.work(), 3)) {
			Outcome ours = ours(stage, figures, instances, kills);
			LoadResult plain = plain(stage, figures, instances, plainKills, "--retries=0");
			LoadResult retrying = plain(stage, figures, instances, plainKills, "--retries=3");
			LoadResult mayRepeat = ours.load.idempotent();
			figures.judged("failed idempotent requests over " + kills + " kills", "0",
					Figures.Judged.none(mayRepeat.failed(), mayRepeat.size()), share(plain.idempotent())
							+ "; with Retry " + share(retrying.idempotent()) + " (" + plainKills + " kills)");
			figures.judged("POST requests executed twice", "0", Figures.Judged.none(ours.executedTwice, ours.posts),
					Figures.NONE);
			figures.told("failed POST requests (not sent again)",
					share(ours.load.only((answer) -> !answer.ask().idempotent())),
					share(plain.only((answer) -> !answer.ask().idempotent())));
			figures.told("p50 / p99 / slowest ms", times(ours.load), times(plain));
		}
	}

	private Outcome ours(Stage stage, Figures figures, Instances instances, int kills) throws IOException {
		try (Gateway gateway = Gateway.ours("r1-selvage", stage.work(),
				stage.catalog("r1").poolOfUrls("service", instances.ports()).api("r1", "service"))) {
			LoadResult result = churn(stage, figures, gateway.port(), instances, kills, "selvage");
			long posts = result.answers().stream().filter((answer) -> !answer.ask().idempotent()).count();
			return new Outcome(result, posts, executedTwice(instances));
		}
	}

	private LoadResult plain(Stage stage, Figures figures, Instances instances, int kills, String retries)
			throws IOException {
		try (Gateway gateway = Gateway.plain("r1-plain" + retries, stage.work(), instances.ports(), retries)) {
			return churn(stage, figures, gateway.port(), instances, kills, "plain" + retries);
		}
	}

	private LoadResult churn(Stage stage, Figures figures, int port, Instances instances, int kills, String run) {
		int rate = stage.rate(RATE);
		Load.run(LoadPlan.http1(port, Math.min(rate, 500), CONNECTIONS, Ask.mixed("/r1/warm", run + "-warm")), 5);
		figures.progress(run + ": " + kills + " kills at " + rate + " requests/s");
		Random random = new Random(3);
		try (Load load = Load.start(LoadPlan.http1(port, rate, CONNECTIONS, Ask.mixed("/r1/values", run)))) {
			Pause.millis(1000);
			for (int kill = 0; kill < kills; kill++) {
				int victim = random.nextInt(3);
				instances.process(victim).kill();
				Pause.millis(DOWN_MILLIS);
				instances.restart(victim);
				Pause.millis(UP_MILLIS);
			}
			LoadResult result = load.stop();
			figures.progress(run + ": " + result.outcomes() + ", generator used " + Math.round(result.cores() * 100)
					+ " % of a core");
			return result;
		}
	}

	private static long executedTwice(Instances instances) throws IOException {
		Map<String, Integer> executions = new HashMap<>();
		for (int i = 0; i < instances.ports().size(); i++) {
			List<String> lines = lines(instances, i);
			lines.stream()
				.filter((line) -> line.startsWith("POST selvage-"))
				.forEach((line) -> executions.merge(line, 1, Integer::sum));
		}
		return executions.values().stream().filter((count) -> count > 1).count();
	}

	private static List<String> lines(Instances instances, int index) {
		try {
			return Files.readAllLines(instances.process(index).log());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String share(LoadResult load) {
		return Texts.share(load.failed(), load.size());
	}

	private static String times(LoadResult load) {
		return Texts.times(load);
	}

	private record Outcome(LoadResult load, long posts, long executedTwice) {
	}

}
