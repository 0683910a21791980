package io.selvage.catalog.store;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes through the tables and rewrites properties, some rows per transaction. Each
 * transaction holds the row that writers lock, so no write comes in between.
 */
final class SqlRewriting {

	private static final int ROWS = 200;

	private final Transactions transactions;

	SqlRewriting(Transactions transactions) {
		this.transactions = transactions;
	}

	/**
	 * Runs work in a transaction.
	 */
	interface Transactions {

		<T> Mono<T> run(Function<Connection, Mono<T>> work);

	}

	/** Rewrites what is served; gives the number of written rows of each part. */
	Flux<Long> resources(UnaryOperator<StoredResource> rewrite) {
		return parts(new Entry(0, "", "", null, null),
				(connection, after) -> SqlCatalogStore.rows(
						connection
							.createStatement("SELECT resource_key, resource_path, properties FROM catalog_resource "
									+ "WHERE resource_key > $1 ORDER BY resource_key LIMIT " + ROWS)
							.bind("$1", after.key),
						(row) -> new Entry(0, SqlCatalogStore.text(row, "resource_key"),
								SqlCatalogStore.text(row, "resource_path"), null, row.get("properties", String.class))),
				(connection, entry) -> connection
					.createStatement("UPDATE catalog_resource SET properties = $1 WHERE resource_key = $2")
					.bind("$1", Objects.requireNonNull(entry.after))
					.bind("$2", entry.key),
				rewrite);
	}

	/** Rewrites the history. */
	Flux<Long> history(UnaryOperator<StoredResource> rewrite) {
		return parts(new Entry(0, "", "", null, null), (connection, after) -> SqlCatalogStore.rows(connection
			.createStatement("SELECT revision, resource_key, resource_path, properties_before, properties_after "
					+ "FROM catalog_change WHERE revision > $1 OR (revision = $1 AND resource_key > $2) "
					+ "ORDER BY revision, resource_key LIMIT " + ROWS)
			.bind("$1", after.revision)
			.bind("$2", after.key),
				(row) -> new Entry(SqlCatalogStore.number(row, "revision"), SqlCatalogStore.text(row, "resource_key"),
						SqlCatalogStore.text(row, "resource_path"), row.get("properties_before", String.class),
						row.get("properties_after", String.class))),
				(connection, entry) -> {
					Statement statement = connection
						.createStatement("UPDATE catalog_change SET properties_before = $1, properties_after = $2 "
								+ "WHERE revision = $3 AND resource_key = $4")
						.bind("$3", entry.revision)
						.bind("$4", entry.key);
					SqlCatalogStore.bindText(statement, "$1", entry.before);
					SqlCatalogStore.bindText(statement, "$2", entry.after);
					return statement;
				}, rewrite);
	}

	private Flux<Long> parts(Entry start, Page page, Update update, UnaryOperator<StoredResource> rewrite) {
		return part(start, page, update, rewrite)
			.expand((done) -> (done.last == null) ? Mono.empty() : part(done.last, page, update, rewrite))
			.map(Part::written);
	}

	private Mono<Part> part(Entry after, Page page, Update update, UnaryOperator<StoredResource> rewrite) {
		return this.transactions.run((connection) -> SqlCatalogStore.head(connection, true)
			.then(page.read(connection, after).collectList())
			.flatMap((entries) -> Flux.fromIterable(entries)
				.concatMap((entry) -> write(connection, entry, entry.rewritten(rewrite), update))
				.reduce(0L, Long::sum)
				.map((written) -> new Part(written, last(entries)))));
	}

	private static Mono<Long> write(Connection connection, Entry before, Entry after, Update update) {
		return after.equals(before) ? Mono.just(0L)
				: SqlCatalogStore.update(update.statement(connection, after)).thenReturn(1L);
	}

	private static @Nullable Entry last(List<Entry> entries) {
		return (entries.size() < ROWS) ? null : entries.get(entries.size() - 1);
	}

	private interface Page {

		Flux<Entry> read(Connection connection, Entry after);

	}

	private interface Update {

		Statement statement(Connection connection, Entry entry);

	}

	private record Part(long written, @Nullable Entry last) {
	}

	private record Entry(long revision, String key, String path, @Nullable String before, @Nullable String after) {

		Entry rewritten(UnaryOperator<StoredResource> rewrite) {
			return new Entry(this.revision, this.key, this.path, rewritten(this.before, rewrite),
					rewritten(this.after, rewrite));
		}

		private @Nullable String rewritten(@Nullable String properties, UnaryOperator<StoredResource> rewrite) {
			return (properties == null) ? null : rewrite.apply(new StoredResource(this.path, properties)).properties();
		}

	}

}
