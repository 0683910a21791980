package io.selvage.fabric.simulator.junit;

import java.util.function.Consumer;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedClusterBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a simulated cluster for the tests of a class: registered in an instance field a
 * new one for each test, in a static field one for all. Tests get it from
 * {@link #cluster()} or as a parameter.
 *
 * <pre>
 * &#64;RegisterExtension
 * SimulatedClusterExtension fabric = SimulatedClusterExtension.of((cluster) -&gt; cluster.application(…));
 * </pre>
 */
public final class SimulatedClusterExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final Consumer<SimulatedClusterBuilder> description;

	private @Nullable SimulatedCluster cluster;

	private boolean forAll;

	private SimulatedClusterExtension(Consumer<SimulatedClusterBuilder> description) {
		this.description = description;
	}

	/**
	 * Describes the cluster.
	 * @param description describes it
	 * @return the extension
	 */
	public static SimulatedClusterExtension of(Consumer<SimulatedClusterBuilder> description) {
		return new SimulatedClusterExtension(description);
	}

	/**
	 * Returns the running cluster.
	 * @return the cluster
	 * @throws IllegalStateException if no test is running
	 */
	public SimulatedCluster cluster() {
		if (this.cluster == null) {
			throw new IllegalStateException("the cluster runs only while tests do: is the extension registered?");
		}
		return this.cluster;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.forAll = true;
		start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!this.forAll) {
			start();
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (!this.forAll) {
			stop();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stop();
		this.forAll = false;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SimulatedCluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return cluster();
	}

	private void start() {
		SimulatedClusterBuilder builder = SimulatedCluster.builder();
		this.description.accept(builder);
		this.cluster = builder.start();
	}

	private void stop() {
		if (this.cluster != null) {
			this.cluster.close();
			this.cluster = null;
		}
	}

}
