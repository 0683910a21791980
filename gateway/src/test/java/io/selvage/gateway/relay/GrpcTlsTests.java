package io.selvage.gateway.relay;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.ClientCalls;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.selvage.gateway.relay.TalkService.DOWN;
import static io.selvage.gateway.relay.TalkService.UNARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * gRPC where the gateway proves who it is, and its backend as well.
 */
class GrpcTlsTests {

	@Test
	void callsPassOverTlsAtBothEnds(@TempDir Path folder) throws Exception {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		CertificateIdentity here = authority.issue(CertificateRequest.of("here", "127.0.0.1"));
		File trusted = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem()).toFile();
		File certificate = Files.writeString(folder.resolve("here.pem"), here.certificatePem()).toFile();
		File key = Files.writeString(folder.resolve("here.key"), here.privateKeyPem()).toFile();
		Server behind = Grpc.newServerBuilderForPort(0, TlsServerCredentials.create(certificate, key))
			.addService(new TalkService().definition())
			.build()
			.start();
		TestGateway secure = TestGateway.start("server.http2.enabled=true", "server.ssl.certificate=" + certificate,
				"server.ssl.certificate-private-key=" + key, "selvage.network.trusted-certificates=" + trusted);
		try {
			GrpcStage.api(secure, "https://127.0.0.1:" + behind.getPort());
			ManagedChannel over = Grpc
				.newChannelBuilderForAddress("127.0.0.1", secure.port(),
						TlsChannelCredentials.newBuilder().trustManager(trusted).build())
				.build();
			assertThat(ClientCalls.blockingUnaryCall(over, UNARY, CallOptions.DEFAULT, "x")).isEqualTo("x back");
			assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(over, UNARY, CallOptions.DEFAULT, "fail"))
				.isInstanceOfSatisfying(StatusRuntimeException.class, (failure) -> {
					assertThat(failure.getStatus().getDescription()).isEqualTo("not today: ä");
					assertThat(Status.trailersFromThrowable(failure).keys()).contains("why-bin");
				});
			Iterator<String> parts = ClientCalls.blockingServerStreamingCall(over, DOWN, CallOptions.DEFAULT, "50");
			int count = 0;
			while (parts.hasNext()) {
				assertThat(parts.next()).isEqualTo("part " + count++);
			}
			assertThat(count).isEqualTo(50);
			over.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
		finally {
			secure.close();
			behind.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		}
	}

}
