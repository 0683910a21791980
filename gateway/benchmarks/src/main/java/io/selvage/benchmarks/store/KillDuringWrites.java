package io.selvage.benchmarks.store;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills a gateway with the embedded store (SIGKILL) while several clients put and delete,
 * again and again, and compares what is there after each start with what was
 * acknowledged.
 * <p>
 * Run with {@code --rounds=500}; ends with status 1 if anything was lost or unreadable.
 */
public final class KillDuringWrites {

	private static final int WRITERS = 4;

	private static final int KEYS = 8;

	private final GatewayProcess gateway;

	private final List<Writer> writers = new ArrayList<>();

	private final List<Double> startMillis = new ArrayList<>();

	private final List<Double> startCpuMillis = new ArrayList<>();

	private final List<String> findings = new ArrayList<>();

	private final Random random;

	private KillDuringWrites(GatewayProcess gateway, long seed) {
		this.gateway = gateway;
		this.random = new Random(seed);
		for (int i = 0; i < WRITERS; i++) {
			this.writers.add(new Writer(gateway, "w" + i, new Random(seed + i)));
		}
	}

	public static void main(String[] arguments) throws IOException {
		int rounds = Integer.parseInt(Figures.option(arguments, "rounds", "500"));
		long seed = Long.parseLong(Figures.option(arguments, "seed", "1"));
		Path folder = Files.createTempDirectory("selvage-kill");
		System.out.println("store and log in " + folder);
		try (GatewayProcess gateway = Installation.in(folder).start(folder.resolve("gateway.log"), Map.of(),
				"selvage.catalog.store.folder=" + folder.resolve("store"))) {
			gateway.awaitReady();
			KillDuringWrites run = new KillDuringWrites(gateway, seed);
			for (int round = 1; round <= rounds && run.findings.isEmpty(); round++) {
				run.round(round);
				if (round % 10 == 0) {
					System.out.println("round " + round + ": " + run.summary());
				}
			}
			System.out.println(run.summary());
			run.findings.forEach(System.out::println);
			System.exit(run.findings.isEmpty() ? 0 : 1);
		}
	}

	private String summary() {
		return acknowledged() + " acknowledged writes, " + this.findings.size() + " lost or unreadable, start-up "
				+ Figures.of(this.startMillis) + ", CPU time of it " + Figures.of(this.startCpuMillis);
	}

	private long acknowledged() {
		return this.writers.stream().mapToLong((writer) -> writer.acknowledged).sum();
	}

	private void round(int round) throws IOException {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		long before = acknowledged();
		this.writers.forEach(threads::submit);
		// A process that has just started answers its first call late.
		for (int i = 0; i < 1000 && acknowledged() == before; i++) {
			GatewayProcess.pause(10);
		}
		GatewayProcess.pause(this.random.nextInt(500));
		this.gateway.kill();
		threads.shutdown();
		try {
			if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("a writer does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.startMillis.add((double) this.gateway.restart());
		this.startCpuMillis.add((double) this.gateway.cpuMillis());
		for (Writer writer : this.writers) {
			writer.verify(round, this.findings);
		}
		revisions(round);
	}

	/** Revisions are numbered without a gap, and the newest can be shown. */
	private void revisions(int round) throws IOException {
		HttpResponse<String> answer = this.gateway.call("GET", "/revisions", null);
		JsonNode list = JsonMapper.shared().readTree(answer.body()).path("value");
		for (int i = 1; i < list.size(); i++) {
			if (list.get(i).path("revision").asLong() != list.get(i - 1).path("revision").asLong() - 1) {
				this.findings.add("round " + round + ": a gap in the revisions before " + list.get(i - 1));
			}
		}
		if (!list.isEmpty()) {
			long newest = list.get(0).path("revision").asLong();
			int status = this.gateway.call("GET", "/revisions/" + newest, null).statusCode();
			if (status != 200) {
				this.findings.add("round " + round + ": revision " + newest + " answers " + status);
			}
		}
	}

	/**
	 * Writes its own backends, one call after the other, until one fails.
	 */
	private static final class Writer implements Runnable {

		private final GatewayProcess gateway;

		private final String name;

		private final Random random;

		/**
		 * What each backend must be: the number in its URL and credential, 0 if absent.
		 */
		private final long[] state = new long[KEYS];

		private long sequence;

		private volatile long acknowledged;

		/** The call that was not answered: what it touches may be as before or after. */
		private int pendingKey = -1;

		private long pendingState;

		Writer(GatewayProcess gateway, String name, Random random) {
			this.gateway = gateway;
			this.name = name;
			this.random = random;
		}

		@Override
		public void run() {
			try {
				while (true) {
					write(this.random.nextInt(KEYS));
				}
			}
			catch (IOException killed) {
				// The end of the round.
			}
		}

		private void write(int key) throws IOException {
			boolean delete = this.state[key] != 0 && this.random.nextInt(4) == 0;
			this.pendingState = delete ? 0 : ++this.sequence;
			this.pendingKey = key;
			HttpResponse<String> answer = delete ? this.gateway.call("DELETE", path(key), null)
					: this.gateway.call("PUT", path(key), body(this.pendingState));
			if (answer.statusCode() / 100 != 2) {
				throw new IllegalStateException(answer.statusCode() + " " + answer.body());
			}
			this.state[key] = this.pendingState;
			this.pendingKey = -1;
			this.acknowledged++;
		}

		private String path(int key) {
			return "/backends/" + this.name + "-" + key;
		}

		private static String body(long number) {
			return "{\"properties\":{\"protocol\":\"http\",\"url\":\"http://b" + number
					+ ".example\",\"credentials\":{\"header\":{\"x-key\":[\"secret-" + number + "\"]}}}}";
		}

		void verify(int round, List<String> findings) throws IOException {
			for (int key = 0; key < KEYS; key++) {
				HttpResponse<String> answer = this.gateway.call("GET", path(key), null);
				long found = found(answer);
				boolean expected = found == this.state[key] || (key == this.pendingKey && found == this.pendingState);
				if (!expected) {
					findings.add("round " + round + ": " + path(key) + " should be " + this.state[key] + ", is " + found
							+ ": " + answer.statusCode() + " " + answer.body());
				}
				this.state[key] = found;
			}
			this.pendingKey = -1;
		}

		/** The number, if the URL and the credential, which was sealed, agree on it. */
		private static long found(HttpResponse<String> answer) {
			if (answer.statusCode() == 404) {
				return 0;
			}
			JsonNode properties = JsonMapper.shared().readTree(answer.body()).path("properties");
			String url = properties.path("url").asString("");
			String number = url.replaceAll("\\D", "");
			String credential = properties.at("/credentials/header/x-key/0").asString("");
			return credential.equals("secret-" + number) ? Long.parseLong(number) : -1;
		}

	}

}
