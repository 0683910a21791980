package io.selvage.fabric.simulator.instance;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.selvage.fabric.simulator.wire.Connections;
import io.selvage.fabric.simulator.wire.ReservedPorts;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * One bound listener of an instance.
 */
public final class ListenerServer {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Connections connections = new Connections();

	private final DisposableServer server;

	private final Listener listener;

	private final ReservedPorts ports;

	private ListenerServer(Listener listener, InstanceBehaviour behaviour, LoopResources loops, ReservedPorts ports) {
		this.listener = listener;
		this.ports = ports;
		HttpServer http = HttpServer.create()
			.host("127.0.0.1")
			.port(listener.port())
			.runOn(loops, false)
			.option(ChannelOption.SO_REUSEADDR, true)
			.protocol(protocols(listener))
			.httpRequestDecoder((decoder) -> decoder.maxHeaderSize(64 * 1024).maxInitialLineLength(64 * 1024))
			.doOnChannelInit((observer, channel, remote) -> this.connections.add(channel, Duration.ZERO))
			.handle((request, response) -> behaviour.answer(listener.name(), request, response));
		SslContext tls = listener.tls();
		this.server = ((tls != null) ? http.secure((spec) -> spec.sslContext(tls)) : http).bindNow(PATIENCE);
		ports.release(this.server.port());
	}

	/**
	 * Binds a listener; blocks until it is bound.
	 * @param listener what to bind
	 * @param behaviour how it answers
	 * @param loops the event loops to run on
	 * @param ports where its port is held when it is closed
	 * @return the bound listener
	 * @throws RuntimeException if the port is taken
	 */
	public static ListenerServer bind(Listener listener, InstanceBehaviour behaviour, LoopResources loops,
			ReservedPorts ports) {
		return new ListenerServer(listener, behaviour, loops, ports);
	}

	public String name() {
		return this.listener.name();
	}

	public int port() {
		return this.server.port();
	}

	/**
	 * Returns the URL in the address the instance publishes: scheme, address, port and
	 * base path.
	 * @return the URL
	 */
	public String url() {
		return ((this.listener.tls() != null) ? "https" : "http") + "://127.0.0.1:" + port() + this.listener.basePath();
	}

	public int openConnections() {
		return this.connections.count();
	}

	/**
	 * Closes the port and all connections in an orderly way (FIN).
	 */
	public void close() {
		this.server.disposeNow(PATIENCE);
		this.connections.closeAll();
		this.ports.hold(port());
	}

	/**
	 * Closes the port and breaks all connections (RST), as the end of a process does.
	 */
	public void kill() {
		this.server.disposeNow(PATIENCE);
		this.connections.resetAll();
		this.ports.hold(port());
	}

	/**
	 * Stops reading, as a process that was stopped by a debugger; connections are still
	 * accepted.
	 * @param freeze whether to stop or to go on
	 */
	public void freeze(boolean freeze) {
		this.connections.freeze(freeze);
	}

	private static HttpProtocol[] protocols(Listener listener) {
		if (!listener.http2()) {
			return new HttpProtocol[] { HttpProtocol.HTTP11 };
		}
		return new HttpProtocol[] { HttpProtocol.HTTP11,
				(listener.tls() != null) ? HttpProtocol.H2 : HttpProtocol.H2C };
	}

	/**
	 * What to bind.
	 *
	 * @param name the listener's name, may be empty
	 * @param port the port, 0 for any
	 * @param basePath the path of its base URL, empty or beginning with a slash
	 * @param http2 whether HTTP/2 is offered beside HTTP/1.1
	 * @param tls the server's TLS, or {@code null} for plain HTTP
	 */
	public record Listener(String name, int port, String basePath, boolean http2, @Nullable SslContext tls) {
	}

}
