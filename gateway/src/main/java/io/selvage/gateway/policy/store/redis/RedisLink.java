package io.selvage.gateway.policy.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The connection to Redis: one, shared by all requests, whose commands are pipelined. It
 * is made in the background, so that the gateway starts and works without Redis, and made
 * again when it breaks. While there is none, commands fail at once; a command that is not
 * answered in time fails, too. Nothing is queued for later, because a counter or cache
 * that answers late is of no use to the request that asked.
 */
public final class RedisLink implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisLink.class);

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	private static final Duration FIRST_RETRY = Duration.ofMillis(100);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

	private static final Duration QUICKLY = Duration.ofSeconds(1);

	private static final int MOST_WAITING = 20_000;

	private static final int THREADS = 2;

	private static final RedisConnectionException NOT_CONNECTED = new RedisConnectionException("not connected");

	private final RedisSettings settings;

	private final ClientResources resources;

	private final AutoCloseable client;

	private final Disposable connecting;

	private final Runnable failed;

	private final AtomicBoolean wellKnown = new AtomicBoolean(true);

	private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> commands;

	private volatile CompletableFuture<?> attempt = CompletableFuture.completedFuture(null);

	private RedisLink(RedisSettings settings, Runnable failed) {
		this.settings = settings;
		this.failed = failed;
		this.resources = ClientResources.builder()
			.ioThreadPoolSize(THREADS)
			.computationThreadPoolSize(THREADS)
			.reconnectDelay(Delay.exponential(FIRST_RETRY, LONGEST_RETRY, 2, TimeUnit.MILLISECONDS))
			.build();
		Mono<RedisClusterAsyncCommands<String, byte[]>> connection;
		if (settings.cluster()) {
			RedisClusterClient cluster = RedisClusterClient.create(this.resources, settings.uri());
			cluster.setOptions(ClusterClientOptions.builder(options())
				.topologyRefreshOptions(
						ClusterTopologyRefreshOptions.builder().enableAllAdaptiveRefreshTriggers().build())
				.build());
			this.client = cluster;
			connection = Mono
				.fromFuture(() -> begun(cluster.refreshPartitionsAsync()
					.thenCompose((known) -> cluster.connectAsync(CODEC))
					.toCompletableFuture()))
				.map((made) -> made.async());
		}
		else {
			RedisClient single = RedisClient.create(this.resources, settings.uri());
			single.setOptions(options());
			this.client = single;
			connection = Mono.fromFuture(() -> begun(single.connectAsync(CODEC, settings.uri()).toCompletableFuture()))
				.map((made) -> made.async());
		}
		this.connecting = connection.doOnError(this::note)
			.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LONGEST_RETRY))
			.subscribe((made) -> {
				this.commands = made;
				works();
			});
	}

	/**
	 * Begins to connect.
	 * @param settings where Redis is
	 * @param failed is told of every operation that fails
	 * @return the link, not yet connected
	 */
	public static RedisLink open(RedisSettings settings, Runnable failed) {
		return new RedisLink(settings, failed);
	}

	private ClientOptions options() {
		ClientOptions.Builder options = ClientOptions.builder()
			.autoReconnect(true)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.requestQueueSize(MOST_WAITING)
			.socketOptions(SocketOptions.builder().connectTimeout(LONGEST_RETRY).keepAlive(true).build())
			.scriptCharset(StandardCharsets.UTF_8)
			.timeoutOptions(TimeoutOptions.enabled(this.settings.timeout()));
		if (this.settings.tls() != null) {
			options.sslOptions(this.settings.tls());
		}
		return options.build();
	}

	/**
	 * Sends a command.
	 * @param command the command
	 * @param <T> what it answers
	 * @return its answer; fails when it is not there in time
	 */
	<T> Mono<T> send(Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
		return Mono.defer(() -> {
			RedisClusterAsyncCommands<String, byte[]> connected = this.commands;
			return (connected != null) ? Mono.fromCompletionStage(command.apply(connected))
					: Mono.<T>error(NOT_CONNECTED);
		})
			.doOnSuccess((answer) -> works())
			.doOnError((failure) -> !(failure instanceof RedisNoScriptException), this::note);
	}

	String key(String name) {
		return this.settings.keyPrefix() + name;
	}

	private <T> CompletableFuture<T> begun(CompletableFuture<T> begun) {
		this.attempt = begun;
		// Who gives up waiting must not break off a handshake half-way.
		return begun.copy();
	}

	private void works() {
		if (!this.wellKnown.get() && this.wellKnown.compareAndSet(false, true)) {
			logger.info("Redis at {} answers again", place());
		}
	}

	private void note(Throwable failure) {
		this.failed.run();
		boolean told = failure == NOT_CONNECTED;
		if (!told && this.wellKnown.get() && this.wellKnown.compareAndSet(true, false)) {
			logger.warn("Redis at {} cannot be used: {}", place(), failure.toString());
		}
	}

	/** Never the URI as a whole: it may hold a password. */
	private String place() {
		return this.settings.uri().getHost() + ":" + this.settings.uri().getPort();
	}

	/**
	 * Closes the connection. One that is being made is waited for, but not for ever.
	 */
	@Override
	public void close() throws Exception {
		this.connecting.dispose();
		try {
			// A connection that is being made would outlive its event loop, and its
			// buffer with it.
			this.attempt.handle((made, failure) -> true)
				.completeOnTimeout(false, 2 * LONGEST_RETRY.toMillis(), TimeUnit.MILLISECONDS)
				.get();
		}
		finally {
			release();
		}
	}

	private void release() throws Exception {
		try {
			this.client.close();
		}
		finally {
			Future<?> ended = this.resources.shutdown(0, QUICKLY.toMillis(), TimeUnit.MILLISECONDS);
			ended.get(2 * QUICKLY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
