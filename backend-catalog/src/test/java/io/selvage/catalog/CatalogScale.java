package io.selvage.catalog;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.LoadResult;
import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.write.ResourceWrites;

/**
 * Measures a large catalog; run by hand:
 * {@code CatalogScale [apis] [operations per api]}.
 */
public final class CatalogScale {

	private CatalogScale() {
	}

	public static void main(String[] arguments) throws IOException {
		int apis = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 10_000;
		int operations = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 5;
		Path root = Files.createTempDirectory("catalog-scale");
		write(root, apis, operations);
		long before = memory();
		Catalog catalog = new Catalog(List.of());
		DirectorySource source = new DirectorySource(catalog, DirectoryOptions.of(root));
		long cpu = cpuMillis();
		System.out.printf("load of %d files: %d ms", 2 * apis, millis(() -> require(source.reload())));
		System.out.printf(" (%d ms of CPU, class loading and compilation included)%n", cpuMillis() - cpu);
		long after = memory();
		System.out.printf("resources %d, heap %d MB, %d bytes per operation%n", catalog.current().resources().count(),
				(after - before) / 1_000_000, (after - before) / (apis * operations));
		for (int i = 0; i < 5; i++) {
			writeApi(root, i, operations, "changed" + i);
			System.out.printf("reload after a change of one file: %d ms%n", millis(() -> require(source.reload())));
		}
		System.out.printf("look at an unchanged tree: %d ms%n", millis(source::reload));
		ResourceWrites writes = new ResourceWrites();
		for (int i = 0; i < 20; i++) {
			String body = "{\"properties\": {\"url\": \"https://b%d.example\", \"protocol\": \"http\"}}".formatted(i);
			long micros = nanos(() -> catalog
				.apply(writes.put(catalog.current(), ResourceId.parse("/backends/b"), ContractJson.parse(body), null)))
					/ 1000;
			if (i % 5 == 4) {
				System.out.printf("PUT of one backend: %d us%n", micros);
			}
		}
		delete(root);
	}

	private static void write(Path root, int apis, int operations) throws IOException {
		for (int i = 0; i < apis; i++) {
			writeApi(root, i, operations, "Operation");
		}
	}

	private static void writeApi(Path root, int number, int operations, String summary) throws IOException {
		Path folder = Files.createDirectories(root.resolve("apis/api-" + number));
		Files.writeString(folder.resolve("apiInformation.json"),
				"{\"properties\": {\"displayName\": \"API %d\", \"path\": \"api/%d\", \"serviceUrl\": \"https://b%d.example\", \"protocols\": [\"https\"]}}"
					.formatted(number, number, number));
		StringBuilder text = new StringBuilder("openapi: 3.0.1\ninfo: {title: API, version: '1'}\npaths:\n");
		for (int i = 0; i < operations; i++) {
			text.append("""
					  /items%d/{id}:
					    get:
					      operationId: get-item%d
					      summary: %s
					      parameters:
					      - {name: id, in: path, required: true, schema: {type: string}}
					      responses:
					        '200': {description: Found}
					""".formatted(i, i, summary));
		}
		Files.writeString(folder.resolve("specification.yaml"), text);
	}

	private static void require(LoadResult result) {
		if (result.outcome() != LoadResult.Outcome.LOADED) {
			throw new IllegalStateException(result.violations().toString());
		}
	}

	private static long millis(Runnable action) {
		return nanos(action) / 1_000_000;
	}

	private static long nanos(Runnable action) {
		long start = System.nanoTime();
		action.run();
		return System.nanoTime() - start;
	}

	private static long cpuMillis() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return system.getProcessCpuTime() / 1_000_000;
	}

	private static long memory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static void delete(Path root) throws IOException {
		try (Stream<Path> paths = Files.walk(root)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

}
