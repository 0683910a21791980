package io.selvage.gateway.listener;

import java.nio.ByteBuffer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.RawUnixChannelOption;

/**
 * Has the kernel drop the first packet (SYN) of new connections to a server socket while
 * handshakes under way still end: after a moment nobody is left who has connected and was
 * not accepted, and the socket can be closed without a reset. A client whose SYN is
 * dropped sends it again after a second, and is then refused.
 *
 * <p>
 * It is a classic BPF program on the socket ({@code SO_ATTACH_FILTER}, socket(7) and
 * Linux's {@code networking/filter.rst}), which needs no privilege; of a server socket of
 * TCP it sees packets from their TCP header on.
 */
final class SynFilter {

	private static final int SOL_SOCKET = 1;

	private static final int SO_ATTACH_FILTER = 26;

	private static final int FLAGS_OFFSET = 13;

	private static final int SYN = 0x02;

	private static final short LOAD_BYTE = 0x30;

	private static final short JUMP_IF_SET = 0x45;

	private static final short RETURN = 0x06;

	private static final int WHOLE_PACKET = -1;

	private static final int INSTRUCTIONS = 4;

	private static final int INSTRUCTION_BYTES = 8;

	private SynFilter() {
	}

	/**
	 * Attaches it.
	 * @param server a server socket
	 * @return false if this is not Linux's own transport, or the kernel refuses
	 */
	static boolean attach(Channel server) {
		if (!(server instanceof EpollServerSocketChannel) || Buffer.addressSize() != Long.BYTES) {
			return false;
		}
		ByteBuffer code = Buffer.allocateDirectWithNativeOrder(INSTRUCTIONS * INSTRUCTION_BYTES);
		ByteBuffer program = Buffer.allocateDirectWithNativeOrder(2 * Long.BYTES);
		try {
			instruction(code, LOAD_BYTE, 0, 0, FLAGS_OFFSET);
			instruction(code, JUMP_IF_SET, 0, 1, SYN);
			instruction(code, RETURN, 0, 0, 0);
			instruction(code, RETURN, 0, 0, WHOLE_PACKET);
			program.putShort(0, (short) INSTRUCTIONS).putLong(Long.BYTES, Buffer.memoryAddress(code));
			return server.config()
				.setOption(
						new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, program.capacity()),
						program);
		}
		catch (ChannelException ex) {
			return false;
		}
		finally {
			Buffer.free(program);
			Buffer.free(code);
		}
	}

	private static void instruction(ByteBuffer code, short operation, int ifTrue, int ifFalse, int operand) {
		code.putShort(operation).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
	}

}
