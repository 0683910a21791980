package io.selvage.catalog.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import io.selvage.catalog.secret.EncryptionKey;
import io.selvage.catalog.secret.Envelope;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.ResourceSealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A change is durable before it is served, others' changes are served too, and a database
 * that is away stops writes and nothing else.
 */
class StoredCatalogTests {

	private static final Duration NEVER = Duration.ofDays(1);

	@TempDir
	private Path folder;

	private SqlCatalogStore database;

	private final AtomicBoolean away = new AtomicBoolean();

	@BeforeEach
	void open() {
		this.database = SqlCatalogStore.embedded(this.folder.resolve("database"));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatWasWrittenIsServedByTheNextProcess() {
		try (Process one = start(this.folder.resolve("one"))) {
			one.put("a", "http://a.example");
			assertThat(one.url("a")).isEqualTo("http://a.example");
		}
		try (Process two = start(this.folder.resolve("two"))) {
			assertThat(two.url("a")).isEqualTo("http://a.example");
		}
	}

	@Test
	void whatIsDurableIsServedThoughItsWriterGaveUpWaiting() {
		try (Process one = start(this.folder.resolve("one"))) {
			for (int i = 0; i < 60; i++) {
				Disposable writer = one.write("a", "http://a" + i + ".example").subscribe();
				LockSupport.parkNanos(i * 50_000L);
				writer.dispose();
				// What is refused reaches no database, but waits for its turn.
				StepVerifier.create(one.write(Process.REFUSED, "http://refused.example"))
					.verifyError(CatalogException.class);
				List<String> kept = this.database.load()
					.block()
					.resources()
					.stream()
					.map((resource) -> JsonMapper.shared().readTree(resource.properties()).path("url").asString())
					.toList();
				String served = one.url("a");
				assertThat(kept).isEqualTo((served != null) ? List.of(served) : List.of());
			}
		}
	}

	@Test
	void oneReplicaServesWhatAnotherWrote() {
		try (Process one = start(this.folder.resolve("one")); Process two = start(this.folder.resolve("two"))) {
			one.put("a", "http://a.example");
			one.put("b", "http://b.example");
			one.delete("b");
			two.stored.sync().block();
			assertThat(two.url("a")).isEqualTo("http://a.example");
			assertThat(two.url("b")).isNull();
		}
	}

	@Test
	void aWriterThatIsBehindCatchesUpFirst() {
		try (Process one = start(this.folder.resolve("one")); Process two = start(this.folder.resolve("two"))) {
			one.put("a", "http://a.example");
			two.put("b", "http://b.example");
			assertThat(two.url("a")).isEqualTo("http://a.example");
			assertThat(this.database.load().block().revision()).isEqualTo(2);
		}
	}

	@Test
	void concurrentWritersOfTwoReplicasLoseNothing() {
		try (Process one = start(this.folder.resolve("one")); Process two = start(this.folder.resolve("two"))) {
			Flux.range(0, 20)
				.flatMap((i) -> ((i % 2 == 0) ? one : two).write("n" + i, "http://n" + i + ".example").retry(5))
				.blockLast();
			one.stored.sync().block();
			assertThat(one.catalog.current().backends()).hasSize(20);
		}
	}

	@Test
	void aRefusedChangeIsNotWritten() {
		try (Process one = start(this.folder.resolve("one"))) {
			StepVerifier.create(one.write(Process.REFUSED, "http://a.example")).verifyError(CatalogException.class);
			assertThat(one.url(Process.REFUSED)).isNull();
			assertThat(this.database.load().block().revision()).isZero();
		}
	}

	@Test
	void whileTheDatabaseIsAwayWritesFailAndServingGoesOn() {
		try (Process one = start(this.folder.resolve("one"))) {
			one.put("a", "http://a.example");
			this.away.set(true);
			StepVerifier.create(one.write("b", "http://b.example")).verifyError(StoreUnavailableException.class);
			assertThat(one.url("a")).isEqualTo("http://a.example");
			assertThat(one.url("b")).isNull();
		}
	}

	@Test
	void aProcessStartsFromItsCopyWhileTheDatabaseIsAwayAndCatchesUpLater() throws IOException {
		Path copy = this.folder.resolve("one");
		try (Process one = start(copy)) {
			one.put("a", "http://a.example");
			awaitCopyOf(copy, 1);
		}
		try (Process other = start(this.folder.resolve("other"))) {
			other.put("b", "http://b.example");
		}
		this.away.set(true);
		try (Process again = start(copy)) {
			assertThat(again.url("a")).isEqualTo("http://a.example");
			assertThat(again.url("b")).isNull();
			this.away.set(false);
			again.stored.sync().block();
			assertThat(again.url("b")).isEqualTo("http://b.example");
		}
	}

	@Test
	void aDamagedCopyIsNotServed() throws IOException {
		Path copy = this.folder.resolve("one");
		try (Process one = start(copy)) {
			one.put("a", "http://a.example");
			awaitCopyOf(copy, 1);
		}
		byte[] whole = Files.readAllBytes(copy);
		for (int length = 0; length < whole.length; length++) {
			Files.write(copy, java.util.Arrays.copyOf(whole, length));
			assertThat(new LastGoodFile(copy).read()).isNull();
		}
		Files.write(copy, whole);
		assertThat(new LastGoodFile(copy).read()).isNotNull();
	}

	@Test
	void secretsAreInClearNeitherInTheDatabaseNorInTheCopy() throws IOException {
		Path copy = this.folder.resolve("one");
		try (Process one = start(copy)) {
			ObjectNode backend = backend("http://a.example");
			backend.putObject("credentials").putObject("header").putArray("x-key").add("canary-4711");
			one.stored.write(Changes.to(Layer.STORE).put(new Resource(id("a"), backend)), "ada", "PUT a").block();
			awaitCopyOf(copy, 1);
			assertThat(one.catalog.current().resource(id("a")).view().toString()).contains("canary-4711");
			assertThat(this.database.load().block().resources().get(0).properties()).doesNotContain("canary-4711");
			assertThat(Files.readString(copy)).doesNotContain("canary-4711");
		}
		this.database.close();
		try (var files = Files.list(this.folder.resolve("database"))) {
			for (Path file : files.toList()) {
				assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
					.doesNotContain("canary-4711");
			}
		}
	}

	@Test
	void aRollbackServesTheStateOfAnEarlierRevisionAsANewOne() {
		try (Process one = start(this.folder.resolve("one"))) {
			one.put("a", "http://a1.example");
			one.put("a", "http://a2.example");
			one.put("b", "http://b.example");
			one.delete("a");
			one.stored.rollback(1, "ada").block();
			assertThat(one.url("a")).isEqualTo("http://a1.example");
			assertThat(one.url("b")).isNull();
			Revision newest = one.stored.history(Long.MAX_VALUE, 1).single().block();
			assertThat(newest.number()).isEqualTo(5);
			assertThat(newest.note()).isEqualTo("rollback to revision 1");
			assertThat(one.stored.changes(2).single().block().before().property("url").asString())
				.isEqualTo("http://a1.example");
		}
	}

	@Test
	void anOldKeyIsNotNeededOnceEverythingIsEncryptedWithTheNew() throws IOException {
		EncryptionKey old = key(1);
		EncryptionKey fresh = key(2);
		Path copy = this.folder.resolve("copy");
		try (Process one = new Process(this.database, copy, new KeyRing(List.of(old)))) {
			one.putSecret("first");
			one.putSecret("second");
		}
		try (Process two = new Process(this.database, copy, new KeyRing(List.of(fresh, old)))) {
			assertThat(two.secret()).isEqualTo("second");
			// The value that is served, and both sides of the two changes but the first
			// before.
			assertThat(two.stored.rotateKeys().block()).isEqualTo(3);
			assertThat(two.stored.rotateKeys().block()).isZero();
		}
		assertThat(Files.readString(copy)).contains("enc:v1:" + fresh.id()).doesNotContain(old.id());
		try (Process three = new Process(this.database, copy, new KeyRing(List.of(fresh)))) {
			assertThat(three.secret()).isEqualTo("second");
			assertThat(three.stored.changes(2).single().block().before().property("value").asString())
				.isEqualTo("first");
		}
	}

	private static EncryptionKey key(int filling) {
		byte[] bytes = new byte[EncryptionKey.BYTES];
		Arrays.fill(bytes, (byte) filling);
		return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
	}

	private static void awaitCopyOf(Path file, long revision) {
		Mono.fromCallable(() -> new LastGoodFile(file).read())
			.filter((state) -> state.revision() == revision)
			.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(20)))
			.block(Duration.ofSeconds(20));
	}

	private Process start(Path copy) {
		return new Process(new Interruptible(this.database, this.away), copy);
	}

	private static ResourceId id(String name) {
		return ResourceId.of(ResourceType.BACKENDS, name);
	}

	private static ObjectNode backend(String url) {
		return JsonMapper.shared().createObjectNode().put("url", url).put("protocol", "http");
	}

	/** One gateway process as far as its catalog goes. */
	private static final class Process implements AutoCloseable {

		private static final String REFUSED = "refused";

		private final Catalog catalog = new Catalog(
				List.of((candidate, difference) -> (candidate.resource(id(REFUSED)) != null)
						? List.of(Violation.error(id(REFUSED), "url", "This one is refused.")) : List.of()));

		private final StoredCatalog stored;

		Process(CatalogStore store, Path copy) {
			this(store, copy, new KeyRing(List.of(key(0))));
		}

		Process(CatalogStore store, Path copy, KeyRing keys) {
			this.stored = new StoredCatalog(this.catalog, store, new ResourceSealer(new Envelope(keys)), copy);
			this.stored.start(NEVER).block();
		}

		void putSecret(String value) {
			ObjectNode properties = JsonMapper.shared()
				.createObjectNode()
				.put("displayName", "s")
				.put("secret", true)
				.put("value", value);
			Resource resource = new Resource(ResourceId.of(ResourceType.NAMED_VALUES, "s"), properties);
			this.stored.write(Changes.to(Layer.STORE).put(resource), "ada", "PUT s").block();
		}

		String secret() {
			return this.catalog.current().namedValue("s").value().reveal();
		}

		void put(String name, String url) {
			write(name, url).block();
		}

		Mono<?> write(String name, String url) {
			return this.stored.write(Changes.to(Layer.STORE).put(new Resource(id(name), backend(url))), "ada",
					"PUT " + name);
		}

		void delete(String name) {
			this.stored.write(Changes.to(Layer.STORE).delete(id(name)), "ada", "DELETE " + name).block();
		}

		String url(String name) {
			Resource resource = this.catalog.current().resource(id(name));
			return (resource != null) ? resource.property("url").asString() : null;
		}

		@Override
		public void close() {
			this.stored.close();
		}

	}

	/** A store whose connection can be cut. */
	private record Interruptible(CatalogStore store, AtomicBoolean away) implements CatalogStore {

		private <T> Mono<T> reach(Mono<T> call) {
			return Mono.defer(
					() -> this.away.get() ? Mono.error(new StoreUnavailableException(new IOException("cut"))) : call);
		}

		@Override
		public Mono<StoredState> load() {
			return reach(this.store.load());
		}

		@Override
		public Mono<Long> commit(Commit commit) {
			return reach(this.store.commit(commit));
		}

		@Override
		public Mono<StoredState> changesSince(long revision) {
			return reach(this.store.changesSince(revision));
		}

		@Override
		public Flux<Revision> history(long below, int limit) {
			return this.store.history(below, limit);
		}

		@Override
		public Flux<ResourceChange> changes(long revision) {
			return this.store.changes(revision);
		}

		@Override
		public Mono<Long> rewrite(UnaryOperator<StoredResource> rewrite) {
			return reach(this.store.rewrite(rewrite));
		}

		@Override
		public Flux<Long> notifications() {
			return this.store.notifications();
		}

	}

}
