package io.selvage.benchmarks.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.secret.Envelope;
import io.selvage.catalog.secret.KeySources;
import io.selvage.catalog.secret.ResourceSealer;
import io.selvage.catalog.store.SqlCatalogStore;
import io.selvage.catalog.store.StoredCatalog;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A large catalog in the embedded store: how long a gateway takes to start with it, what
 * an operation costs in memory, and how long one change takes until it is durable and
 * served.
 * <p>
 * Run with {@code --apis=10000 --operations=5 --changes=20}.
 */
public final class CatalogScale {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int BACKENDS = 100;

	private static final Pattern USED = Pattern.compile("used (\\d+)K");

	private final int apis;

	private final int operations;

	private final Path folder;

	private final Installation installation;

	private CatalogScale(int apis, int operations, Path folder) throws IOException {
		this.apis = apis;
		this.operations = operations;
		this.folder = folder;
		this.installation = Installation.in(folder);
	}

	public static void main(String[] arguments) throws IOException {
		Path folder = Files.createTempDirectory("selvage-scale");
		System.out.println("stores and logs in " + folder);
		CatalogScale scale = new CatalogScale(Integer.parseInt(Figures.option(arguments, "apis", "10000")),
				Integer.parseInt(Figures.option(arguments, "operations", "5")), folder);
		scale.fill();
		scale.measure(Integer.parseInt(Figures.option(arguments, "changes", "20")));
		System.exit(0);
	}

	/** Writes everything in one change, without a gateway. */
	private void fill() {
		Path store = this.folder.resolve("full");
		KeySources.generateIfAbsent(store.resolve("keys"));
		try (SqlCatalogStore database = SqlCatalogStore.embedded(store);
				StoredCatalog catalog = new StoredCatalog(new Catalog(List.of()), database,
						new ResourceSealer(new Envelope(KeySources.read(null, store.resolve("keys")))),
						store.resolve("last-good.jsonl"))) {
			catalog.start(Duration.ofDays(1)).block();
			Changes changes = Changes.to(Layer.STORE);
			put(changes, "/namedValues/scale", "{\"displayName\":\"scale\",\"value\":\"one\"}");
			for (int i = 0; i < BACKENDS; i++) {
				put(changes, "/backends/b" + i, backend(i, "first"));
			}
			for (int i = 0; i < this.apis; i++) {
				putApi(changes, i);
			}
			long start = System.nanoTime();
			catalog.write(changes, "scale", "everything").block();
			System.out.printf(Locale.ROOT, "written: %d APIs, %d operations in %.1f s%n", this.apis,
					this.apis * this.operations, (System.nanoTime() - start) / 1e9);
			GatewayProcess.pause(1000);
		}
	}

	private void putApi(Changes changes, int number) {
		String api = "/apis/api" + number;
		put(changes, api, "{\"displayName\":\"API " + number + "\",\"path\":\"api/" + number
				+ "\",\"protocols\":[\"http\"],\"subscriptionRequired\":false}");
		put(changes, api + "/policies/policy", policy(number, "first"));
		for (int i = 0; i < this.operations; i++) {
			put(changes, api + "/operations/op" + i, operation(i, "first"));
		}
	}

	private static String backend(int number, String host) {
		return "{\"protocol\":\"http\",\"url\":\"http://" + host + "-" + number + ".example\"}";
	}

	private static String operation(int number, String description) {
		return "{\"displayName\":\"Operation " + number + "\",\"method\":\"GET\",\"urlTemplate\":\"/items" + number
				+ "/{id}\",\"templateParameters\":[{\"name\":\"id\",\"type\":\"string\",\"required\":true}],\"description\":\""
				+ description + "\"}";
	}

	/** One API in a hundred names a named value. */
	private static String policy(int number, String value) {
		String text = "<policies><inbound><base /><set-backend-service backend-id=\"b" + number % BACKENDS
				+ "\" /><set-header name=\"x-api\" exists-action=\"override\"><value>" + number + value
				+ ((number % 100 == 0) ? "{{scale}}" : "") + "</value></set-header></inbound></policies>";
		return "{\"format\":\"rawxml\",\"value\":" + JSON.writeValueAsString(text) + "}";
	}

	private static void put(Changes changes, String path, String properties) {
		changes.put(new Resource(ResourceId.parse(path), (ObjectNode) JSON.readTree(properties)));
	}

	private void measure(int changes) throws IOException {
		try (GatewayProcess empty = start("empty"); GatewayProcess full = start("full")) {
			empty.awaitReady();
			long small = heap(empty);
			empty.kill();
			full.awaitReady();
			full.kill();
			System.out.println("start with everything: " + full.restart() + " ms, " + full.cpuMillis() + " ms of CPU");
			long large = heap(full);
			System.out.printf(Locale.ROOT, "heap: %d MB, without the catalog %d MB, %d bytes per operation%n",
					large >> 20, small >> 20, (large - small) / ((long) this.apis * this.operations));
			change(full, changes, "operation", (i) -> "/apis/api" + i + "/operations/op0",
					(i) -> operation(0, "changed " + i));
			change(full, changes, "policy of an API", (i) -> "/apis/api" + i + "/policies/policy",
					(i) -> policy(i, "changed" + i));
			change(full, changes, "backend", (i) -> "/backends/b1", (i) -> backend(1, "changed" + i));
			change(full, changes, "named value", (i) -> "/namedValues/scale",
					(i) -> "{\"displayName\":\"scale\",\"value\":\"changed" + i + "\"}");
			change(full, changes, "new API", (i) -> "/apis/new" + i, (i) -> "{\"displayName\":\"n" + i
					+ "\",\"path\":\"new/" + i + "\",\"protocols\":[\"http\"],\"subscriptionRequired\":false}");
			change(full, Math.min(5, changes), "policy of all", (i) -> "/policies/policy",
					(i) -> "{\"format\":\"rawxml\",\"value\":\"<policies><inbound><set-header name=\\\"g\\\"><value>"
							+ i
							+ "</value></set-header></inbound><backend><forward-request /></backend></policies>\"}");
		}
	}

	private GatewayProcess start(String name) {
		return this.installation.start(this.folder.resolve(name + ".log"), Map.of(),
				"selvage.catalog.store.folder=" + this.folder.resolve(name));
	}

	/** From the call to its answer: a change is served when it is answered. */
	private static void change(GatewayProcess gateway, int count, String what,
			java.util.function.IntFunction<String> path, java.util.function.IntFunction<String> properties)
			throws IOException {
		List<Double> millis = new ArrayList<>();
		double cpu = gateway.cpuMillis();
		for (int i = 0; i < count; i++) {
			long start = System.nanoTime();
			gateway.put(path.apply(i), properties.apply(i));
			millis.add((System.nanoTime() - start) / 1e6);
		}
		System.out.printf(Locale.ROOT, "change of one %s: %s, %.1f ms of CPU each%n", what, Figures.of(millis),
				(gateway.cpuMillis() - cpu) / count);
	}

	/** What is alive after a collection, in bytes. */
	private static long heap(GatewayProcess gateway) throws IOException {
		jcmd(gateway, "GC.run");
		GatewayProcess.pause(500);
		Matcher matcher = USED.matcher(jcmd(gateway, "GC.heap_info"));
		long kilobytes = 0;
		// Young and old generation of the serial collector; metaspace comes behind them.
		for (int i = 0; i < 2 && matcher.find(); i++) {
			kilobytes += Long.parseLong(matcher.group(1));
		}
		return kilobytes * 1024;
	}

	private static String jcmd(GatewayProcess gateway, String command) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(gateway.pid()), command)
			.redirectErrorStream(true)
			.start();
		try (BufferedReader reader = process.inputReader()) {
			String output = String.join("\n", reader.lines().toList());
			process.waitFor(30, TimeUnit.SECONDS);
			return output;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

}
