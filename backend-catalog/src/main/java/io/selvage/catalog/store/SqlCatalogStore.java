package io.selvage.catalog.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import io.selvage.catalog.secret.SecretException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Keeps the catalog in an SQL database: H2 in files of this process, or PostgreSQL, which
 * several replicas share.
 * <p>
 * The tables are brought up to date at the first call that reaches the database, so a
 * process can start while it is away.
 */
public final class SqlCatalogStore implements CatalogStore, AutoCloseable {

	private static final String CHANNEL = "selvage_catalog";

	/** The signal of a new connection: others may have written while there was none. */
	private static final Long MISSED = 0L;

	private final StoreDatabase database;

	/** Shared by all callers until it has worked once; a failure is not remembered. */
	private final Mono<Void> migration;

	private final SqlRewriting rewriting = new SqlRewriting(this::inTransaction);

	private SqlCatalogStore(StoreDatabase database) {
		this.database = database;
		this.migration = Mono.<Void>fromRunnable(database::migrate)
			.subscribeOn(database.scheduler())
			.cache((done) -> Duration.ofMillis(Long.MAX_VALUE), (error) -> Duration.ZERO,
					() -> Duration.ofMillis(Long.MAX_VALUE));
	}

	/**
	 * A store in files of this process.
	 * @param folder where the files lie
	 * @return the store
	 */
	public static SqlCatalogStore embedded(Path folder) {
		return new SqlCatalogStore(StoreDatabase.embedded(folder.resolve("catalog")));
	}

	/**
	 * A store that several processes share.
	 * @param settings where the database is
	 * @return the store
	 */
	public static SqlCatalogStore postgres(PostgresSettings settings) {
		return new SqlCatalogStore(StoreDatabase.postgres(settings));
	}

	@Override
	public Mono<StoredState> load() {
		return inTransaction((connection) -> head(connection, false).flatMap(
				(revision) -> rows(connection.createStatement("SELECT resource_path, properties FROM catalog_resource"),
						SqlCatalogStore::resource)
					.collectList()
					.map((resources) -> new StoredState(revision, resources))));
	}

	@Override
	public Mono<Long> commit(Commit commit) {
		return inTransaction((connection) -> head(connection, true).flatMap((current) -> {
			if (current != commit.base()) {
				return Mono.error(new StaleRevisionException(commit.base(), current));
			}
			long revision = current + 1;
			return Flux.fromIterable(commit.resources())
				.concatMap((resource) -> write(connection, resource, revision))
				.then(writeRevision(connection, revision, commit))
				.then(update(connection.createStatement("UPDATE catalog_head SET revision = $1 WHERE id = 1")
					.bind("$1", revision)))
				.then(tellOthers(connection, revision))
				.thenReturn(revision);
		}));
	}

	private Mono<Void> write(Connection connection, StoredResource resource, long revision) {
		return rows(connection
			.createStatement("SELECT resource_path, properties FROM catalog_resource WHERE resource_key = $1")
			.bind("$1", resource.key()), SqlCatalogStore::resource).next()
			.map((before) -> new ResourceChange(resource.path(), before.properties(), resource.properties()))
			.defaultIfEmpty(new ResourceChange(resource.path(), null, resource.properties()))
			.flatMap((change) -> writeChange(connection, resource.key(), change, revision)
				.then(writeResource(connection, resource.key(), change, revision)));
	}

	private static Mono<Void> writeChange(Connection connection, String key, ResourceChange change, long revision) {
		Statement statement = connection.createStatement("INSERT INTO catalog_change "
				+ "(revision, resource_key, resource_path, properties_before, properties_after) VALUES ($1, $2, $3, $4, $5)")
			.bind("$1", revision)
			.bind("$2", key)
			.bind("$3", change.path());
		bindText(statement, "$4", change.before());
		bindText(statement, "$5", change.after());
		return update(statement);
	}

	private static Mono<Void> writeResource(Connection connection, String key, ResourceChange change, long revision) {
		String after = change.after();
		if (after == null) {
			return update(
					connection.createStatement("DELETE FROM catalog_resource WHERE resource_key = $1").bind("$1", key));
		}
		String sql = (change.before() == null)
				? "INSERT INTO catalog_resource (resource_path, revision, properties, resource_key) VALUES ($1, $2, $3, $4)"
				: "UPDATE catalog_resource SET resource_path = $1, revision = $2, properties = $3 WHERE resource_key = $4";
		return update(connection.createStatement(sql)
			.bind("$1", change.path())
			.bind("$2", revision)
			.bind("$3", after)
			.bind("$4", key));
	}

	private static Mono<Void> writeRevision(Connection connection, long revision, Commit commit) {
		return update(connection
			.createStatement(
					"INSERT INTO catalog_revision (revision, author, written_at, note) VALUES ($1, $2, $3, $4)")
			.bind("$1", revision)
			.bind("$2", shortened(commit.author(), 400))
			.bind("$3", OffsetDateTime.now(ZoneOffset.UTC))
			.bind("$4", shortened(commit.note(), 1000)));
	}

	private static String shortened(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length);
	}

	/** Sent with the commit: PostgreSQL delivers it when the transaction is through. */
	private Mono<Void> tellOthers(Connection connection, long revision) {
		return (this.database.listening() == null) ? Mono.empty()
				: update(connection.createStatement("NOTIFY " + CHANNEL + ", '" + revision + "'"));
	}

	@Override
	public Mono<StoredState> changesSince(long revision) {
		return inTransaction((connection) -> head(connection, false).flatMap((current) -> rows(connection
			.createStatement("SELECT DISTINCT c.resource_path, r.properties FROM catalog_change c "
					+ "LEFT JOIN catalog_resource r ON r.resource_key = c.resource_key WHERE c.revision > $1")
			.bind("$1", revision), SqlCatalogStore::resource).distinct(StoredResource::key)
			.collectList()
			.map((resources) -> new StoredState(current, resources))));
	}

	@Override
	public Flux<Revision> history(long below, int limit) {
		return inTransaction((connection) -> rows(
				connection
					.createStatement("SELECT revision, author, written_at, note FROM catalog_revision "
							+ "WHERE revision < $1 ORDER BY revision DESC LIMIT " + limit)
					.bind("$1", below),
				(row) -> new Revision(number(row, "revision"), text(row, "author"), instant(row), text(row, "note")))
			.collectList()).flatMapIterable((list) -> list);
	}

	@Override
	public Flux<ResourceChange> changes(long revision) {
		return inTransaction((connection) -> rows(
				connection
					.createStatement("SELECT resource_path, properties_before, properties_after "
							+ "FROM catalog_change WHERE revision = $1 ORDER BY resource_key")
					.bind("$1", revision),
				(row) -> new ResourceChange(text(row, "resource_path"), row.get("properties_before", String.class),
						row.get("properties_after", String.class)))
			.collectList()).flatMapIterable((list) -> list);
	}

	@Override
	public Mono<Long> rewrite(UnaryOperator<StoredResource> rewrite) {
		return this.rewriting.resources(rewrite)
			.concatWith(this.rewriting.history(rewrite))
			.reduce(0L, Long::sum)
			.onErrorMap((error) -> !(error instanceof SecretException), StoreUnavailableException::new);
	}

	@Override
	public Flux<Long> notifications() {
		return (this.database.listening() == null) ? Flux.never() : Flux
			.usingWhen(this.database.listening().create(),
					(connection) -> connection.getNotifications()
						.mapNotNull(Notification::getParameter)
						.map(Long::valueOf)
						.mergeWith(connection.createStatement("LISTEN " + CHANNEL).execute().then(Mono.just(MISSED))),
					PostgresqlConnection::close)
			// A connection that is lost may end the stream without an error.
			.concatWith(Flux.error(() -> new IllegalStateException("The listening connection ended.")))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
				.maxBackoff(Duration.ofSeconds(1))
				.transientErrors(true));
	}

	@Override
	public void close() {
		this.database.close();
	}

	static Mono<Long> head(Connection connection, boolean lock) {
		String sql = "SELECT revision FROM catalog_head WHERE id = 1" + (lock ? " FOR UPDATE" : "");
		return rows(connection.createStatement(sql), (row) -> number(row, "revision")).single();
	}

	/**
	 * What was begun is brought to its end, even if nobody waits for it any more.
	 */
	private <T> Mono<T> inTransaction(Function<Connection, Mono<T>> work) {
		return Detached.of(this.migration
			.then(Mono.usingWhen(this.database.connection(),
					(connection) -> Mono.from(connection.beginTransaction())
						.then(Mono.defer(() -> work.apply(connection)))
						.flatMap((result) -> Mono.from(connection.commitTransaction()).thenReturn(result))
						.onErrorResume((error) -> Mono.from(connection.rollbackTransaction())
							.onErrorComplete()
							.then(Mono.error(error))),
					Connection::close))
			.onErrorMap((error) -> !(error instanceof StaleRevisionException || error instanceof SecretException),
					StoreUnavailableException::new));
	}

	static Mono<Void> update(Statement statement) {
		return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).then();
	}

	static <T> Flux<T> rows(Statement statement, Function<Row, T> mapping) {
		return Flux.<Result>from((Publisher<? extends Result>) statement.execute())
			.concatMap((result) -> result.map((row, metadata) -> mapping.apply(row)));
	}

	static void bindText(Statement statement, String name, @Nullable String text) {
		if (text != null) {
			statement.bind(name, text);
		}
		else {
			statement.bindNull(name, String.class);
		}
	}

	private static StoredResource resource(Row row) {
		return new StoredResource(text(row, "resource_path"), row.get("properties", String.class));
	}

	static String text(Row row, String column) {
		return String.valueOf(row.get(column, String.class));
	}

	static long number(Row row, String column) {
		Long number = row.get(column, Long.class);
		return (number != null) ? number : 0;
	}

	private static Instant instant(Row row) {
		OffsetDateTime time = row.get("written_at", OffsetDateTime.class);
		return (time != null) ? time.toInstant() : Instant.EPOCH;
	}

}
