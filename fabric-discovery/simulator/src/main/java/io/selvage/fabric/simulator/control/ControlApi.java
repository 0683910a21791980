package io.selvage.fabric.simulator.control;

import java.net.URI;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.netty.buffer.Unpooled;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.scenario.ScenarioException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control API of a cluster, on the loopback address and without sign-in.
 * {@code GET /} lists its routes.
 */
public final class ControlApi implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Routes routes;

	private final ExecutorService worker = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "simulator-control");
		thread.setDaemon(true);
		return thread;
	});

	/** Changes bind ports and so may block, which event loops must not. */
	private final Scheduler scheduler = Schedulers.fromExecutorService(this.worker);

	private final DisposableServer server;

	private ControlApi(SimulatedCluster cluster, int port) {
		this.routes = new Routes(cluster);
		this.server = HttpServer.create().host("127.0.0.1").port(port).handle(this::handle).bindNow(PATIENCE);
	}

	/**
	 * Opens the control API; blocks until its port is bound.
	 * @param cluster the cluster to control
	 * @param port the port, 0 for any
	 * @return the open API
	 * @throws RuntimeException if the port is taken
	 */
	public static ControlApi start(SimulatedCluster cluster, int port) {
		return new ControlApi(cluster, port);
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	@Override
	public void close() {
		this.server.disposeNow(PATIENCE);
		this.worker.shutdownNow();
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String method = request.method().name();
		String uri = request.uri();
		return request.receive()
			.aggregate()
			.asString()
			.defaultIfEmpty("")
			.publishOn(this.scheduler)
			.map((body) -> answer(method, uri, body))
			.flatMap((reply) -> response.status(reply.status())
				.header("content-type", reply.contentType())
				.header("content-length", String.valueOf(reply.body().length))
				.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(reply.body())))
				.then());
	}

	private Reply answer(String method, String uri, String body) {
		try {
			return this.routes.answer(method, uri, body);
		}
		catch (NoSuchElementException ex) {
			return error(404, ex);
		}
		catch (ScenarioException | IllegalArgumentException ex) {
			return error(400, ex);
		}
		catch (IllegalStateException ex) {
			return error(409, ex);
		}
		catch (RuntimeException ex) {
			return error(500, ex);
		}
	}

	private static Reply error(int status, Exception ex) {
		String message = String.valueOf(ex.getMessage());
		return Reply.json(status, JsonMapper.shared().createObjectNode().put("error", message));
	}

}
