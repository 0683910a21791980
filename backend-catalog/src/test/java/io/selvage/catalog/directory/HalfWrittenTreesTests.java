package io.selvage.catalog.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are caught while they are written, or that stay half written.
 */
class HalfWrittenTreesTests {

	@TempDir
	Path root;

	private final Catalog catalog = new Catalog(List.of());

	private Instant now = Instant.EPOCH;

	@ParameterizedTest
	@ValueSource(strings = { "backends/sfbackend/backendInformation.json", "apis/fabric/apiInformation.json",
			"apis/fabric/specification.yaml", "apis/fabric/policy.xml", "configuration.test.yaml" })
	void fileCutAtAnyByteNeverReplacesWhatIsServed(String file) throws IOException {
		TestTree.seed(this.root)
			.write("configuration.test.yaml",
					"apis:\n- name: fabric\n  properties: {serviceUrl: 'https://a.example'}\nbackends:\n- name: sfbackend\n  properties: {title: t}\n");
		DirectorySource source = source();
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		CatalogSnapshot served = this.catalog.current();
		byte[] whole = Files.readAllBytes(this.root.resolve(file));
		int end = lastByteThatMatters(whole);
		for (int length = 0; length < whole.length; length++) {
			Files.write(this.root.resolve(file), Arrays.copyOf(whole, length));
			LoadResult result = source.reload();
			if (length < end || !showsItsEnd(file)) {
				assertThat(result.outcome()).as("%s cut at byte %d", file, length)
					.isEqualTo(LoadResult.Outcome.REFUSED);
			}
			assertThat(this.catalog.current().operations("fabric")).isEqualTo(served.operations("fabric"));
			assertThat(this.catalog.current().backend("sfbackend")).isSameAs(served.backend("sfbackend"));
			assertThat(this.catalog.current().api("fabric")).isSameAs(served.api("fabric"));
		}
		Files.write(this.root.resolve(file), whole);
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
	}

	@Test
	void endTakenOffOnPurposeIsServedOnceItStays() {
		TestTree tree = TestTree.seed(this.root).write("configuration.test.yaml", "apis: []\n");
		DirectorySource source = source();
		source.reload();
		int second = TestTree.SEED_SPECIFICATION.indexOf("  /api/values/{id}");
		tree.write("apis/fabric/specification.yaml", TestTree.SEED_SPECIFICATION.substring(0, second));
		assertThat(source.reload().violations()).singleElement().asString().contains("half written");
		assertThat(this.catalog.current().operations("fabric")).hasSize(2);
		this.now = this.now.plusSeconds(9);
		source.reload();
		assertThat(this.catalog.current().operations("fabric")).hasSize(2);
		this.now = this.now.plusSeconds(1);
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(this.catalog.current().operations("fabric")).hasSize(1);
	}

	@Test
	void kubernetesVolumeIsTakenFromTheDirectoryItsLinkPointsTo() throws IOException {
		Path first = Files.createDirectory(this.root.resolve("..2024_01"));
		Path second = Files.createDirectory(this.root.resolve("..2024_02"));
		TestTree.seed(first).write("configuration.test.yaml", "apis: []\n");
		TestTree.seed(second).write("configuration.test.yaml", "apis: []\n").backend("more", "https://more.example");
		Files.createSymbolicLink(this.root.resolve("..data"), Path.of("..2024_01"));
		Files.createSymbolicLink(this.root.resolve("backends"), Path.of("..data/backends"));
		Files.createSymbolicLink(this.root.resolve("apis"), Path.of("..data/apis"));
		DirectorySource source = source();
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(this.catalog.current().backends()).hasSize(1);

		Files.createSymbolicLink(this.root.resolve("..data_tmp"), Path.of("..2024_02"));
		Files.move(this.root.resolve("..data_tmp"), this.root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		CatalogSnapshot before = this.catalog.current();
		assertThat(source.reload().outcome()).isEqualTo(LoadResult.Outcome.LOADED);
		assertThat(this.catalog.current().backends()).hasSize(2);
		assertThat(this.catalog.current().api("fabric")).isSameAs(before.api("fabric"));
	}

	@Test
	void watcherWaitsUntilTheTreeStaysTheSame() {
		TestTree tree = TestTree.seed(this.root).write("configuration.test.yaml", "apis: []\n");
		DirectorySource source = source();
		source.reload();
		try (DirectoryWatcher watcher = new DirectoryWatcher(source, this.root, Duration.ofDays(1))) {
			watcher.loadIfSettled();
			tree.backend("a", "https://a.example");
			watcher.loadIfSettled();
			tree.backend("b", "https://b.example");
			watcher.loadIfSettled();
			assertThat(this.catalog.current().backends()).hasSize(1);
			watcher.loadIfSettled();
			assertThat(this.catalog.current().backends()).hasSize(3);
			long revision = this.catalog.current().revision();
			watcher.loadIfSettled();
			assertThat(this.catalog.current().revision()).isEqualTo(revision);
		}
	}

	private DirectorySource source() {
		DirectoryOptions options = new DirectoryOptions(this.root, "test", (token) -> null, Duration.ofSeconds(10));
		return new DirectorySource(this.catalog, options, () -> this.now);
	}

	private static boolean showsItsEnd(String file) {
		return !file.endsWith(".yaml");
	}

	private static int lastByteThatMatters(byte[] bytes) {
		int end = bytes.length;
		while (end > 0 && Character.isWhitespace(bytes[end - 1])) {
			end--;
		}
		return end;
	}

}
