package io.selvage.gateway.relay;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway and a backend that the tests of a class share.
 */
final class RelayStage implements BeforeAllCallback, AfterAllCallback {

	private final String[] properties;

	private TestGateway gateway;

	private RawBackend backend;

	RelayStage(String... properties) {
		this.properties = properties;
	}

	TestGateway gateway() {
		return this.gateway;
	}

	RawBackend backend() {
		return this.backend;
	}

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		this.backend = new RawBackend();
		this.gateway = TestGateway.start(this.properties);
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		this.gateway.close();
		this.backend.close();
	}

}
