package io.selvage.gateway;

import java.util.Arrays;

import io.selvage.gateway.dryrun.PolicyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The gateway as a process: data plane on {@code server.port}, management on
 * {@code management.server.port}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {

	/**
	 * Starts the gateway, or runs the command {@code policy}.
	 * @param arguments settings such as {@code --server.port=8080}, or {@code policy} and
	 * the words of {@link PolicyCommand}
	 */
	public static void main(String[] arguments) {
		if (arguments.length > 0 && arguments[0].equals("policy")) {
			System.exit(new PolicyCommand(System.out).run(Arrays.copyOfRange(arguments, 1, arguments.length)));
		}
		SpringApplication.run(GatewayApplication.class, arguments);
	}

}
