package io.selvage.catalog.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The two databases a catalog can be kept in. What differs between them is here and
 * nowhere else: how to connect, how to make a commit durable, how to tell other replicas.
 */
final class StoreDatabase {

	private static final String MIGRATIONS = "classpath:io/selvage/catalog/store/migration";

	private static final String JAVA_AUTHORITIES = "org.postgresql.ssl.DefaultJavaSSLFactory";

	private static final int CONNECTIONS = 4;

	private static final Duration CLOSING = Duration.ofSeconds(5);

	private final ConnectionPool pool;

	private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, (task) -> {
		Thread thread = new Thread(task, "catalog-database");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Never interrupts what it runs, as other schedulers do when a subscription is
	 * cancelled: an interrupt in the middle of a write closes the files of an embedded
	 * database (ClosedByInterruptException).
	 */
	private final Scheduler scheduler = Schedulers.fromExecutor(this.threads::execute);

	private final Runnable migration;

	private final @Nullable PostgresqlConnectionFactory listening;

	private final boolean ownFiles;

	private StoreDatabase(ConnectionFactory factory, Runnable migration,
			@Nullable PostgresqlConnectionFactory listening) {
		this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
			.initialSize(0)
			.minIdle(0)
			.maxSize(CONNECTIONS)
			.maxIdleTime(Duration.ofMinutes(5))
			.maxAcquireTime(Duration.ofSeconds(5))
			.acquireRetry(1)
			.build());
		this.migration = migration;
		this.listening = listening;
		this.ownFiles = listening == null;
	}

	/**
	 * A database in files of this process.
	 * @param file the path of its files without their extension
	 */
	static StoreDatabase embedded(Path file) {
		String path = file.toAbsolutePath().toString();
		// A delay of 0 writes each commit to the file before it is acknowledged.
		H2ConnectionConfiguration configuration = H2ConnectionConfiguration.builder()
			.file(path)
			.username("sa")
			.password("")
			.property("WRITE_DELAY", "0")
			.property("DB_CLOSE_DELAY", "-1")
			.build();
		return new StoreDatabase(new H2ConnectionFactory(configuration),
				() -> migrate("jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1", "sa", ""), null);
	}

	static StoreDatabase postgres(PostgresSettings settings) {
		PostgresqlConnectionConfiguration.Builder configuration = PostgresqlConnectionConfiguration.builder()
			.host(settings.host())
			.port(settings.port())
			.database(settings.database())
			.username(settings.username())
			.password(settings.password().reveal())
			.connectTimeout(Duration.ofSeconds(3))
			.statementTimeout(Duration.ofSeconds(10))
			.tcpKeepAlive(true);
		String migrations = "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/" + settings.database()
				+ "?connectTimeout=3&socketTimeout=30" + secured(configuration, settings.tls());
		PostgresqlConnectionFactory factory = new PostgresqlConnectionFactory(configuration.build());
		return new StoreDatabase(factory, () -> migrate(migrations, settings.username(), settings.password().reveal()),
				factory);
	}

	/** Tells both drivers the same. */
	private static String secured(PostgresqlConnectionConfiguration.Builder configuration, PostgresTls tls) {
		String mode = tls.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
		configuration.sslMode(SSLMode.fromValue(mode));
		if (tls.mode() == PostgresTls.Mode.VERIFY_CA) {
			configuration.sslEngineCustomizer(StoreDatabase::forAnyName);
		}
		Path authorities = tls.authorities();
		if (authorities != null) {
			configuration.sslRootCert(authorities.toAbsolutePath().toString());
			return "&sslmode=" + mode + "&sslrootcert="
					+ URLEncoder.encode(authorities.toAbsolutePath().toString(), StandardCharsets.UTF_8);
		}
		boolean verified = tls.mode() == PostgresTls.Mode.VERIFY_CA || tls.mode() == PostgresTls.Mode.VERIFY_FULL;
		return "&sslmode=" + mode + (verified ? "&sslfactory=" + JAVA_AUTHORITIES : "");
	}

	/** Netty compares names unless it is told not to. */
	private static SSLEngine forAnyName(SSLEngine engine) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("");
		engine.setSSLParameters(parameters);
		return engine;
	}

	private static void migrate(String url, String username, String password) {
		Flyway.configure()
			.dataSource(url, username, password)
			.locations(MIGRATIONS)
			.table("catalog_migration")
			.load()
			.migrate();
	}

	/**
	 * Closes connections, and the files of an embedded database, so that another process
	 * can open them. Blocks, for a few seconds at most.
	 */
	void close() {
		if (this.ownFiles) {
			Mono.usingWhen(this.pool.create(),
					(connection) -> Flux.from(connection.createStatement("SHUTDOWN").execute()).then(),
					(connection) -> Mono.from(connection.close()).onErrorComplete())
				.timeout(CLOSING)
				.onErrorComplete()
				.block();
		}
		this.pool.dispose();
		this.threads.shutdown();
	}

	/**
	 * Hands out connections, on threads that may be kept busy.
	 */
	Mono<Connection> connection() {
		return this.pool.create().subscribeOn(this.scheduler).publishOn(this.scheduler);
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	/** Brings the tables up to date. Blocks. */
	void migrate() {
		this.migration.run();
	}

	/** A factory for the connection that listens, or null if nobody else can write. */
	@Nullable PostgresqlConnectionFactory listening() {
		return this.listening;
	}

}
