package io.selvage.catalog.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.selvage.catalog.resource.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PostgresCatalogStoreTests implements CatalogStoreContract {

	private static EmbeddedPostgres postgres;

	private SqlCatalogStore store;

	@BeforeAll
	static void start() throws IOException {
		postgres = EmbeddedPostgres.start();
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@BeforeEach
	void open() throws SQLException {
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("DROP SCHEMA public CASCADE");
			statement.execute("CREATE SCHEMA public");
		}
		this.store = connect(postgres.getPort());
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private static SqlCatalogStore connect(int port) {
		return SqlCatalogStore.postgres(new PostgresSettings("127.0.0.1", port, "postgres", "postgres",
				Secret.of("postgres"), new PostgresTls(PostgresTls.Mode.PREFER, null)));
	}

	@Override
	public CatalogStore store() {
		return this.store;
	}

	@Test
	void anotherProcessIsTold() {
		this.store.load().block();
		try (SqlCatalogStore other = connect(postgres.getPort())) {
			Mono<Long> commit = other.commit(new Commit(0, "ada", "PUT", List.of(new StoredResource("tags/a", "{}"))));
			StepVerifier.create(this.store.notifications()
				.filter((revision) -> revision > 0)
				.mergeWith(
						// The first signal may come before LISTEN is in force: write
						// until one is heard.
						commit.onErrorComplete(StaleRevisionException.class)
							.then(Mono.<Long>empty())
							.thenMany(writes(other))
							.thenMany(Mono.<Long>never())))
				.expectNextCount(1)
				.thenCancel()
				.verify(Duration.ofSeconds(20));
		}
	}

	private static Flux<Long> writes(CatalogStore store) {
		return Flux.range(1, 20)
			.concatMap((i) -> Mono.delay(Duration.ofMillis(50))
				.then(store.load())
				.flatMap((state) -> store.commit(
						new Commit(state.revision(), "ada", "PUT", List.of(new StoredResource("tags/t" + i, "{}"))))));
	}

	@Test
	void aDatabaseThatIsAwayIsSaidSo() {
		try (SqlCatalogStore unreachable = connect(1)) {
			StepVerifier.create(unreachable.load()).verifyError(StoreUnavailableException.class);
		}
	}

}
