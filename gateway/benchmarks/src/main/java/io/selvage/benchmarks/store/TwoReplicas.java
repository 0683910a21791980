package io.selvage.benchmarks.store;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Two gateway processes on one PostgreSQL: how long a change on one takes to be served by
 * the other, and what happens while the database is stopped.
 * <p>
 * Run with {@code --changes=100}; ends with status 1 if a step fails.
 */
public final class TwoReplicas {

	private final Path folder;

	private final Installation installation;

	private final List<String> failures = new ArrayList<>();

	private int content;

	private TwoReplicas(Path folder) throws IOException {
		this.folder = folder;
		this.installation = Installation.in(folder);
	}

	public static void main(String[] arguments) throws IOException {
		Path folder = Files.createTempDirectory("selvage-replicas");
		System.out.println("data and logs in " + folder);
		TwoReplicas run = new TwoReplicas(folder);
		run.run(Integer.parseInt(Figures.option(arguments, "changes", "100")));
		run.failures.forEach((failure) -> System.out.println("FAILED: " + failure));
		System.exit(run.failures.isEmpty() ? 0 : 1);
	}

	private void run(int changes) throws IOException {
		EmbeddedPostgres database = EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.resolve("database"))
			.setCleanDataDirectory(false)
			.start();
		int databasePort = database.getPort();
		try (GatewayProcess one = gateway("one", databasePort); GatewayProcess two = gateway("two", databasePort)) {
			one.awaitReady();
			two.awaitReady();
			one.put("/apis/shared",
					"{\"displayName\":\"s\",\"path\":\"shared\",\"protocols\":[\"http\"],\"subscriptionRequired\":false}");
			one.put("/apis/shared/operations/get", "{\"displayName\":\"g\",\"method\":\"GET\",\"urlTemplate\":\"/*\"}");
			System.out.println("change on one, served by the other: " + Figures.of(measure(one, two, changes)));

			database.close();
			check("both serve without the database", serves(one) && serves(two));
			checkRefused(one);
			checkRefused(two);
			// The copy of the last state may lag this far behind.
			GatewayProcess.pause(6000);
			one.kill();
			two.kill();
			System.out.println("start without the database: " + one.restart() + " ms, " + two.restart() + " ms");
			check("both serve after a start without the database", serves(one) && serves(two));
			checkRefused(one);

			database = EmbeddedPostgres.builder()
				.setPort(databasePort)
				.setDataDirectory(this.folder.resolve("database"))
				.setCleanDataDirectory(false)
				.start();
			long back = System.nanoTime();
			recover(one, two, back);
			recover(two, one, back);
			System.out.println("after the return: " + Figures.of(measure(one, two, Math.max(2, changes / 5))));
		}
		finally {
			database.close();
		}
	}

	private GatewayProcess gateway(String name, int databasePort) {
		String key = Base64.getEncoder().encodeToString(new byte[32]);
		return this.installation.start(this.folder.resolve(name + ".log"), Map.of("SELVAGE_ENCRYPTION_KEY", key),
				"selvage.catalog.store.type=postgres", "selvage.catalog.store.folder=" + this.folder.resolve(name),
				"selvage.catalog.store.postgres.host=127.0.0.1", "selvage.catalog.store.postgres.port=" + databasePort,
				"selvage.catalog.store.postgres.database=postgres", "selvage.catalog.store.postgres.username=postgres",
				"selvage.catalog.store.postgres.password=postgres");
	}

	/**
	 * Changes in turn on one and the other; from the acknowledgement to the new answer.
	 */
	private List<Double> measure(GatewayProcess one, GatewayProcess two, int changes) throws IOException {
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < changes; i++) {
			GatewayProcess writer = (i % 2 == 0) ? one : two;
			GatewayProcess other = (i % 2 == 0) ? two : one;
			writer.put("/apis/shared/policies/policy", policy(++this.content));
			millis.add(awaitContent(other, System.nanoTime()));
		}
		return millis;
	}

	private double awaitContent(GatewayProcess gateway, long since) throws IOException {
		long deadline = since + TimeUnit.SECONDS.toNanos(30);
		while (!gateway.get("/shared/x").body().equals("content " + this.content)) {
			if (System.nanoTime() > deadline) {
				this.failures.add("change " + this.content + " is not served after 30 s");
				break;
			}
			GatewayProcess.pause(2);
		}
		return (System.nanoTime() - since) / 1e6;
	}

	private static String policy(int content) {
		return "{\"format\":\"rawxml\",\"value\":\"<policies><inbound><return-response><set-body>content " + content
				+ "</set-body></return-response></inbound></policies>\"}";
	}

	private boolean serves(GatewayProcess gateway) throws IOException {
		for (int i = 0; i < 200; i++) {
			if (!gateway.get("/shared/x").body().equals("content " + this.content)) {
				return false;
			}
		}
		return true;
	}

	private void checkRefused(GatewayProcess gateway) throws IOException {
		long start = System.nanoTime();
		HttpResponse<String> answer = gateway.call("PUT", "/apis/shared/policies/policy",
				"{\"properties\":" + policy(this.content + 1) + "}");
		System.out.println("PUT without the database after " + (System.nanoTime() - start) / 1_000_000 + " ms: "
				+ answer.statusCode() + " " + answer.body());
		check("a write answers 503 in the contract's shape", answer.statusCode() == 503
				&& answer.body().startsWith("{\"error\":{\"code\":\"ServiceUnavailable\",\"message\":"));
	}

	/** Writes until it is acknowledged, then waits until the other serves it. */
	private void recover(GatewayProcess gateway, GatewayProcess other, long back) throws IOException {
		int next = ++this.content;
		while (gateway.call("PUT", "/apis/shared/policies/policy", "{\"properties\":" + policy(next) + "}").statusCode()
				/ 100 != 2) {
			GatewayProcess.pause(50);
		}
		double written = (System.nanoTime() - back) / 1e6;
		double served = awaitContent(other, back);
		System.out.printf("after the return: written %.0f ms, served by the other %.0f ms%n", written, served);
		check("recovered within 5 s", served <= 5000);
	}

	private void check(String what, boolean holds) {
		System.out.println((holds ? "ok: " : "FAILED: ") + what);
		if (!holds) {
			this.failures.add(what);
		}
	}

}
