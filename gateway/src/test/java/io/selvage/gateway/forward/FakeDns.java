package io.selvage.gateway.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server for tests (RFC 1035): knows A records only, and forgets nothing.
 */
public final class FakeDns implements AutoCloseable {

	private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

	private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();

	private final AtomicInteger queries = new AtomicInteger();

	private volatile int timeToLive = 1;

	private volatile boolean silent;

	public FakeDns() throws IOException {
		Thread thread = new Thread(this::serve, "fake-dns");
		thread.setDaemon(true);
		thread.start();
	}

	public String server() {
		return "127.0.0.1:" + this.socket.getLocalPort();
	}

	public void set(String name, String... to) {
		this.addresses.put(name, List.of(to));
	}

	void timeToLive(int seconds) {
		this.timeToLive = seconds;
	}

	void silent(boolean isSilent) {
		this.silent = isSilent;
	}

	int queries() {
		return this.queries.get();
	}

	private void serve() {
		try {
			while (true) {
				DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
				this.socket.receive(packet);
				if (this.silent) {
					continue;
				}
				byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
				this.socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
		}
		catch (IOException closed) {
			// the test is over
		}
	}

	private byte[] answer(byte[] query) throws IOException {
		int position = 12;
		StringBuilder name = new StringBuilder();
		while (query[position] != 0) {
			name.append(name.isEmpty() ? "" : ".").append(new String(query, position + 1, query[position]));
			position += query[position] + 1;
		}
		int end = position + 5;
		boolean asksForA = query[position + 2] == 1;
		List<String> known = this.addresses.get(name.toString().toLowerCase(Locale.ROOT));
		List<String> given = (known != null && asksForA) ? known : List.of();
		this.queries.addAndGet(asksForA ? 1 : 0);
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.write(query, 0, 2);
		answer.write(new byte[] { (byte) 0x81, (byte) ((known != null) ? 0x80 : 0x83), 0, 1, 0, (byte) given.size(), 0,
				0, 0, 0 });
		answer.write(query, 12, end - 12);
		for (String address : given) {
			answer.write(new byte[] { (byte) 0xC0, 12, 0, 1, 0, 1 });
			answer.write(ByteBuffer.allocate(4).putInt(this.timeToLive).array());
			answer.write(new byte[] { 0, 4 });
			answer.write(InetAddress.getByName(address).getAddress());
		}
		return answer.toByteArray();
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
