package io.selvage.catalog.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.EncryptionKey;
import io.selvage.catalog.secret.Envelope;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.ResourceSealer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replicas on one PostgreSQL tell each other of changes, and need it neither to serve nor
 * to start.
 */
class ReplicasTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path folder;

	@Test
	void replicasFollowEachOtherAndOutliveTheirDatabase() throws IOException {
		EmbeddedPostgres database = start(0);
		int port = database.getPort();
		// Polled so rarely that only notifications can have told.
		try (Replica one = new Replica("one", port, Duration.ofHours(1));
				Replica two = new Replica("two", port, Duration.ofHours(1))) {
			one.put("http://first.example");
			two.await("http://first.example");
			two.put("http://second.example");
			one.await("http://second.example");
			one.awaitCopy();

			database.close();
			StepVerifier.create(one.write("http://lost.example"))
				.expectError(StoreUnavailableException.class)
				.verify(PATIENCE);
			assertThat(one.url()).isEqualTo("http://second.example");
			assertThat(two.url()).isEqualTo("http://second.example");
			one.close();
			try (Replica again = new Replica("one", port, Duration.ofMillis(200))) {
				assertThat(again.url()).isEqualTo("http://second.example");
				StepVerifier.create(again.write("http://lost.example"))
					.expectError(StoreUnavailableException.class)
					.verify(PATIENCE);

				database = start(port);
				again.putOnceItIsBack("http://third.example");
				two.putOnceItIsBack("http://fourth.example");
				again.await("http://fourth.example");
				// The connection that listens was lost and is made again.
				again.putOnceItIsBack("http://fifth.example");
				two.await("http://fifth.example");
			}
		}
		finally {
			database.close();
		}
	}

	private EmbeddedPostgres start(int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.resolve("database"))
			.setCleanDataDirectory(false);
		return ((port != 0) ? builder.setPort(port) : builder).start();
	}

	/** One gateway process as far as its catalog goes. */
	private final class Replica implements AutoCloseable {

		private final Catalog catalog = new Catalog(List.of());

		private final SqlCatalogStore store;

		private final StoredCatalog stored;

		private final Path copy;

		Replica(String name, int port, Duration pollInterval) {
			this.copy = ReplicasTests.this.folder.resolve(name).resolve("last-good.jsonl");
			this.store = SqlCatalogStore.postgres(new PostgresSettings("127.0.0.1", port, "postgres", "postgres",
					Secret.of("postgres"), new PostgresTls(PostgresTls.Mode.PREFER, null)));
			EncryptionKey key = EncryptionKey.parse(Base64.getEncoder().encodeToString(new byte[EncryptionKey.BYTES]));
			this.stored = new StoredCatalog(this.catalog, this.store,
					new ResourceSealer(new Envelope(new KeyRing(List.of(key)))), this.copy);
			this.stored.start(pollInterval).block(PATIENCE);
		}

		Mono<?> write(String url) {
			ObjectNode backend = JsonMapper.shared().createObjectNode().put("url", url).put("protocol", "http");
			return this.stored.write(
					Changes.to(Layer.STORE).put(new Resource(ResourceId.of(ResourceType.BACKENDS, "b"), backend)),
					"ada", "PUT b");
		}

		void put(String url) {
			write(url).block(PATIENCE);
		}

		void putOnceItIsBack(String url) {
			Mono.defer(() -> write(url))
				.onErrorResume(StoreUnavailableException.class, (away) -> Mono.empty())
				.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(50)))
				.block(PATIENCE);
		}

		void await(String url) {
			this.catalog.changes().filter((snapshot) -> url.equals(url())).next().block(PATIENCE);
		}

		void awaitCopy() {
			Mono.fromCallable(() -> new LastGoodFile(this.copy).read())
				.filter((state) -> Objects.requireNonNull(state).revision() == 2)
				.repeatWhenEmpty((empty) -> empty.delayElements(Duration.ofMillis(20)))
				.block(PATIENCE);
		}

		String url() {
			Resource resource = this.catalog.current().resource(ResourceId.of(ResourceType.BACKENDS, "b"));
			return (resource != null) ? resource.property("url").asString() : null;
		}

		@Override
		public void close() {
			this.stored.close();
			this.store.close();
		}

	}

}
