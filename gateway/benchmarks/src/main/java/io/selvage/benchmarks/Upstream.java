package io.selvage.benchmarks;

import java.nio.charset.StandardCharsets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The backend of all contenders: answers every request with the same 1,024 bytes, as
 * cheaply as possible, so that the contender is what is measured.
 */
public final class Upstream {

	private Upstream() {
	}

	/**
	 * Listens until the process is ended.
	 * @param args the port
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		byte[] body = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
		byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		ByteBuf answer = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(head).writeBytes(body));
		new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline().addLast(new HttpRequestDecoder(), new Answer(answer));
				}
			})
			.bind("127.0.0.1", Integer.parseInt(args[0]))
			.sync()
			.channel()
			.closeFuture()
			.sync();
	}

	private static final class Answer extends ChannelInboundHandlerAdapter {

		private final ByteBuf answer;

		Answer(ByteBuf answer) {
			this.answer = answer;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof LastHttpContent) {
				context.write(this.answer.duplicate());
			}
			ReferenceCountUtil.release(message);
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			context.flush();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
