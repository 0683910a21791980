package io.selvage.fabric.simulator.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.selvage.fabric.simulator.naming.FabricError;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.naming.NamingFault;
import io.selvage.fabric.simulator.naming.NamingFaults;
import org.jspecify.annotations.Nullable;

/**
 * A fault of naming endpoints in JSON.
 *
 * @param fault {@code latency}, {@code error}, {@code status}, {@code garbage},
 * {@code cut}, {@code oversize}, {@code stabilizing}, {@code hang}, {@code reset} or
 * {@code slowTls}
 * @param millis the delay of {@code latency} and {@code slowTls}, in milliseconds
 * @param code the code of {@code error}, such as {@code FABRIC_E_SERVICE_OFFLINE}
 * @param status the status of {@code status}
 * @param body the body of {@code garbage}
 * @param bytes the length of {@code cut} and {@code oversize}, in bytes
 * @param calls the calls it hits, by the names of the REST reference; all by default
 * @param times how often it is played; until cleared by default
 * @param endpoint the naming endpoint it is played at, from 0; all by default
 */
public record FaultJson(String fault, @Nullable Long millis, @Nullable String code, @Nullable Integer status,
		@Nullable String body, @Nullable Long bytes, @Nullable List<String> calls, @Nullable Integer times,
		@Nullable Integer endpoint) {

	/**
	 * Plays the fault.
	 * @param faults the faults of an endpoint
	 * @throws ScenarioException if a value is missing or wrong
	 */
	public void inject(NamingFaults faults) {
		if ("slowTls".equals(this.fault)) {
			faults.slowTls(Duration.ofMillis(need(this.millis, "millis")));
			return;
		}
		NamingCall[] hit = (this.calls != null) ? this.calls.stream().map(FaultJson::call).toArray(NamingCall[]::new)
				: new NamingCall[0];
		if (this.times != null) {
			faults.injectTimes(this.times, toFault(), hit);
		}
		else {
			faults.inject(toFault(), hit);
		}
	}

	private NamingFault toFault() {
		return switch ((this.fault != null) ? this.fault : "") {
			case "latency" -> new NamingFault.Latency(Duration.ofMillis(need(this.millis, "millis")));
			case "error" -> new NamingFault.Failure(error(need(this.code, "code")));
			case "status" -> new NamingFault.Status(need(this.status, "status"));
			case "garbage" -> new NamingFault.Garbage((this.body != null) ? this.body : "<html>not JSON</html>");
			case "cut" -> new NamingFault.Cut(need(this.bytes, "bytes").intValue());
			case "oversize" -> new NamingFault.Oversize(need(this.bytes, "bytes"));
			case "stabilizing" -> new NamingFault.Stabilizing();
			case "hang" -> new NamingFault.Hang();
			case "reset" -> new NamingFault.Reset();
			default -> throw new ScenarioException("no fault '" + this.fault
					+ "'; there are latency, error, status, garbage, cut, oversize, stabilizing, hang, reset, slowTls",
					null);
		};
	}

	private <T> T need(@Nullable T value, String field) {
		if (value == null) {
			throw new ScenarioException("fault '" + this.fault + "' needs the field '" + field + "'", null);
		}
		return value;
	}

	private static NamingCall call(String name) {
		return NamingCall.named(name)
			.orElseThrow(() -> new ScenarioException("no call '" + name + "'; there are "
					+ Arrays.stream(NamingCall.values()).map(NamingCall::operationId).toList(), null));
	}

	private static FabricError error(String code) {
		return FabricError.of(code)
			.orElseThrow(() -> new ScenarioException("no error '" + code + "'; there are "
					+ Arrays.stream(FabricError.values()).map(FabricError::code).toList(), null));
	}

}
